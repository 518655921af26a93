"""A row of another college's student is the returning college's, and changes nothing else."""

import numpy as np
import pandas as pd
import pytest

from gradrecon.checklist.sent import Sent
from gradrecon.columns.lazy_rows import Rows
from gradrecon.linking.linked import Linked
from gradrecon.returns.other_college import own_only
from gradrecon.sources import BY_NAME
from gradrecon.sources.table import make

CASES = pd.DataFrame({"student_no": ["1", "2", "3", "4"], "college": ["01", "01", "01", "02"]})


@pytest.mark.parametrize(
    ("students", "aside"), [([0, 1, 2, 3], [3]), ([0, 1, 2], []), ([0, 3], []), ([3], [])]
)
def test_a_row_of_another_college_stands_aside(students, aside) -> None:
    table = make(BY_NAME["returned"], {"student_no": [str(n + 1) for n in students]})
    rows = Rows(table.rows.assign(student=np.array(students), differed=0))
    found = own_only(Linked(table, rows), CASES, Sent())
    assert found.aside.index.tolist() == aside
    assert found.aside.get("owner", pd.Series(dtype="str")).tolist() == ["01"] * len(aside)
    assert len(found.rows) == len(students) - len(aside)


def test_the_finding_is_the_returning_colleges(world) -> None:
    rows = "\n".join(
        f"{no} | {name} | Aerospace Engineering | 是"
        for no, name in (("1001", "王芳"), ("1004", "赵磊"), ("1005", "钱多"), ("1002", "李明"))
    )
    world.draw("returned", "student_no | name | major_en | confirmed\n" + rows)
    world.add("roster", student_no="1005", name="钱多", id_no="990101199905050032", sex="男",
              birth_date="1999-05-05", college="宇航学院", major_code="0825", major="航空宇航",
              status="注册学籍", certificates="双证")  # fmt: skip
    findings = world.run().findings
    (added,) = findings[findings["rule"] == "return.row_added"].to_dict("records")
    assert added["college"] == world.cohort.colleges[0].code
    assert added["student_no"] == "" and "1002 是机电学院的学生" in added["message"]
    assert not (findings["rule"] == "major.english_unstated").any()
