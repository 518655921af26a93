"""Names that a program could not write, or cut, may be one; other names stay two."""

import pandas as pd
import pytest

from gradrecon.values.agreement import may_be_one_name


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("李??国", "李𬱖国", True),
        ("李??国", "李建国", True),
        ("李?国", "李𬱖国", True),
        ("李？国", "李𬱖国", True),
        ("李□国", "李𬱖国", True),
        ("李\ue863国", "李䶮国", True),
        ("李𬱖国", "李??国", True),
        ("李??国", "李?国", True),
        ("阿不都热", "阿不都热依木·吐尔逊", True),
        ("阿不都热依木吐尔逊", "阿不都热依木·吐尔逊", True),
        ("李??国", "王建国", False),
        ("李??国", "李国", False),
        ("李?国", "李建华国", False),
        ("??", "李明", False),
        ("王芳", "王芳菲", False),
        ("欧阳文", "欧阳文静", False),
        ("李明", "李敏", False),
    ],
)
def test_which_names_may_be_one(one, other, may_be) -> None:
    assert may_be_one_name(pd.Series([one]), pd.Series([other])).tolist() == [may_be]
