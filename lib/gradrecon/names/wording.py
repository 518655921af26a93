"""Every sentence that a judgement may say, in one place."""

from collections.abc import Sequence

from gradrecon.names.confusion import confusion
from gradrecon.names.letters import Deviation

DEVIATIONS = {
    Deviation.ORDER: "姓应在前、名在后",
    Deviation.SPACE: "空格位置或个数不对",
    Deviation.CASE: "大小写不对",
    Deviation.HYPHEN: "连字符不对",
    Deviation.APOSTROPHE: "隔音符号不对",
    Deviation.UMLAUT: "ü 的写法不对",
    Deviation.TONE: "带了声调",
    Deviation.CHARACTER: "有看着像字母的其他字符或多余的标点",
    Deviation.LENGTH: "太长",
}

MATCH = "拼音与姓名一致。"
BLANK = "没有填写拼音。请学院补全，再由学生本人确认。"
PLACEHOLDER = "填的是占位的字或符号，等于没有填写拼音。请学院补全，再由学生本人确认。"
EMAIL = "填的是电子邮箱，不是姓名拼音。请改填汉语拼音。"
ID_NO = "填的是证件号一类的号码，不是姓名拼音。请改填汉语拼音，并核对是否错列。"
PHONE = "填的是手机号，不是姓名拼音。请改填汉语拼音，并核对是否错列。"
NUMBER = "填的是学号一类的号码，不是姓名拼音。请改填汉语拼音，并核对是否错列。"
DIGITS = "夹有数字，不能印在证书上。请去掉数字，由学生本人确认。"
OTHER_SCRIPT = "填的不是拉丁字母。请改填汉语拼音。"
INITIALS = "只填了首字母或缩写，不是全拼。请填写每个字的全部拼音。"
WADE_GILES = "与姓名对得上，但用的是威妥玛拼法，不是汉语拼音。{}"
CANTONESE = "与姓名对得上，但像是粤语拼写，不是普通话读音。{}"
HOKKIEN = "像是闽南语或潮州话的拼写，不是普通话读音。{}"
OTHER_LANGUAGE = "像是{}的拼写，不是普通话读音。{{}}"
_WHICH_DOCUMENT = "本人证件如此拼写的，请核对证件并由本人确认；否则请改填汉语拼音。"
NO_NAME = "没有汉字姓名，无从核对。请先补姓名。"
BY_DOCUMENT = "姓名拼写以本人证件为准，不按普通话读音判断。请与证件核对，由本人确认。"
MINORITY = "少数民族姓名按本民族语的音译写法拼写。请与本人证件核对，由本人确认。"
NATIVE = "不是汉字的普通话读音，像是本民族语的拼写。请与本人证件核对，由本人确认。"
LATIN = "姓名是外文。拼写以本人护照为准，请由本人确认。"
DAMAGED = "姓名里有无法识别的字或夹有字母，拼音只能由本人确认。请先更正姓名。"
LONG = "可能是少数民族或外国姓名，不能由汉字判断拼写。请与本人证件核对，由本人确认。"


def mixed_with_han(letters: bool) -> str:
    """Say that there are 汉字, alone or beside letters."""
    if letters:
        return "夹有汉字或注音符号。请只填汉语拼音，由学生本人确认。"
    return "填的是汉字，不是拼音。请改填汉语拼音。"


def too_long(length: int, longest: int) -> str:
    """Say that more was filled in than a field holds."""
    return (
        f"填了 {length} 个字符，最多 {longest} 个。请核对是否误填了别的内容；"
        "姓名确实这样长的，请报研究生院商定写法。"
    )


def from_elsewhere(scheme: str) -> str:
    """Say in what scheme a name is spelt, and that the person's document decides."""
    return scheme.format(_WHICH_DOCUMENT)


def format_reason(found: Sequence[Deviation], mended: str) -> str:
    """Say what is wrong with the form only."""
    if tuple(found) == (Deviation.LENGTH,):
        return "读音无误，但超过了规定的长度。请报研究生院商定写法。"
    return f"读音无误，写法不合规范：{_told(found)}。应写作“{mended}”。"


def form_besides(found: Sequence[Deviation]) -> str:
    """Say what is wrong with the form of a spelling that must be asked about anyway."""
    return f"写法也不合规范：{_told(found)}。"


def _told(found: Sequence[Deviation]) -> str:
    return "；".join(DEVIATIONS[one] for one in found)


def other_reading(differing: Sequence[str]) -> str:
    """Say which characters are read otherwise than is suggested, each told by `another`."""
    return f"是允许的另一读音：{'；'.join(differing)}。以本人确认为准。"


def another(char: str, seen: str, suggested: str, *, usual: bool) -> str:
    """Say that a character came in another reading, and whether names use that one too."""
    if usual:
        return f"“{char}”填 {seen}，也常读 {suggested}"
    return f"“{char}”填 {seen}（少见），通常读 {suggested}"


def several_readings(surname: str, readings: Sequence[str]) -> str:
    """Say that a surname has several legitimate readings (姓从主人)."""
    return f"姓“{surname}”有 {'、'.join(readings)} 等读法，姓从主人，请由本人确认。"


def double_surname(head: str, second: str) -> str:
    """Say that the characters may hold two surnames."""
    return f"“{head}{second}”可能是双姓，由汉字无法判断。请由本人确认姓和名的分界。"


def either_surname(surname: str) -> str:
    """Say that the characters may be a compound surname or a single one."""
    return f"“{surname}”可能是复姓，也可能只姓“{surname[0]}”。请由本人确认。"


def at_fault(chars: str, seen: str, expected: Sequence[str]) -> str:
    """Say which characters do not agree, what came, what was expected and what slip it may be."""
    wanted = " 或 ".join(expected)
    if not chars:
        return f"多出了 {seen}"
    if not seen:
        return f"“{chars}”（{wanted}）没有对应的拼音"
    slip = next(filter(None, (confusion(one, seen) for one in expected)), "")
    return f"“{chars}”应读 {wanted}，填的是 {seen}" + (f"（疑为{slip}）" if slip else "")


def surname_doubtful(surname: str, seen: str, expected: Sequence[str]) -> str:
    """Say that the surname's reading is none that its bearers use."""
    return f"姓的读音存疑：{at_fault(surname, seen, expected)}。请由本人核对。"


def both_doubtful(faults: Sequence[str]) -> str:
    """Say that there is a slip in either half."""
    return f"姓和名的读音都存疑：{'；'.join(faults)}。请由本人核对。"


def nothing_agrees(name: str, *, pinyin: bool) -> str:
    """Say that neither half of the name agrees, and what that may come from."""
    cause = "可能填成了别人的姓名" if pinyin else "不像汉语拼音；若本人证件另有拼写，以证件为准"
    return f"姓和名的读音都与“{name}”对不上，{cause}。请由本人核对。"


def given_doubtful(chars: str, seen: str, expected: Sequence[str]) -> str:
    """Say which syllable of the given name no source knows."""
    return f"名字读音存疑：{at_fault(chars, seen, expected)}。请由本人核对。"


def syllables(chars: str, seen: str, expected: Sequence[str]) -> str:
    """Say that there are more or fewer syllables than characters."""
    return f"音节数不符：{at_fault(chars, seen, expected)}。请由本人核对。"
