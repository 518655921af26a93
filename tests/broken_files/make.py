"""Make the broken files: `python tests/broken_files/make.py [FOLDER]`, beside this script if none.

Each is one way in which a file can be wrong; what must come of it stands with it in the modules
beside this one and is tested in `tests/reading/test_broken_files.py`.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import cells  # noqa: E402
import forms  # noqa: E402
import hostile  # noqa: E402
import layouts  # noqa: E402
import other_books  # noqa: E402
import text_files  # noqa: E402
from parts import Case  # noqa: E402

CASES: dict[str, Case] = {
    **text_files.CASES,
    **layouts.CASES,
    **cells.CASES,
    **forms.CASES,
    **other_books.CASES,
    **hostile.CASES,
}


def make(folder: Path) -> None:
    """Write all files into the folder."""
    for name, case in CASES.items():
        (folder / name).write_bytes(case.content)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
