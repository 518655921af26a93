"""Write docs/reference and the picture of the architecture: ``python3 make.py docs``.

With --check nothing is written; it ends with 1 where a page is not what the code says.
"""

import sys

import make_architecture
from reference import pages
from reference.examples import kept, missing, renewed
from reference.place import PAGES

REMAKE = "请运行 python3 make.py docs，然后提交。"


def outdated() -> list[str]:
    """Return what is not as the code says: pages, and rules without an example."""
    examples = kept()
    without = missing(examples)
    if without:
        return [f"没有例子的规则：{'、'.join(without)}"]
    made = pages(examples)
    strange = [path.name for path in PAGES.glob("*.md") if path.name not in made]
    pictures = make_architecture.outdated()
    return strange + pictures + [name for name, text in made.items() if read(name) != text]


def read(name: str) -> str:
    """Return a page as it is now, or nothing if there is none."""
    path = PAGES / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write() -> None:
    """Write every page, and remove what is none."""
    PAGES.mkdir(parents=True, exist_ok=True)
    made = pages(renewed())
    for path in PAGES.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    make_architecture.write()


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        found = outdated()
        sys.exit(f"参考页与程序不符（{'；'.join(found)}）。{REMAKE}" if found else 0)
    write()
