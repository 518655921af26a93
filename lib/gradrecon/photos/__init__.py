"""A folder of photos as a source: each file a row that says whose it is and what it looks like.

Files are named by 学号, 证件号 or 考生号 (`names`), read in processes of their own (`picture`), and
become one table (`reading.photos`); `likeness` says which of them show the same, `pairs` whose they
are, `cohort.photos` what a photo should be. The width of the face, which the specification also
sets, cannot be measured without a model of faces: it is not judged here, nor guessed at.
"""
