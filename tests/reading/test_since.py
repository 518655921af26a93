"""What came, went and changed between two readings of a folder."""

from gradrecon.reading.since import changes

ROSTER = "学号,姓名,身份证号,学院\n"
PINYIN = "学号,姓名,姓名拼音\n"


def test_rows_added_gone_and_changed(folder) -> None:
    folder.text("学籍.csv", ROSTER + "1801,张三,,法学院\n1802,李四,,法学院\n1803,王五,,法学院\n")
    before = folder.read()
    folder.text("学籍.csv", ROSTER + "1801,张三,,法学院\n1802,李四,,文学院\n1804,赵六,,法学院\n")
    (change,) = changes(before, folder.read())
    assert (change.source, change.added, change.gone, change.changed) == ("roster", 1, 1, 1)
    assert str(change) == "学籍名册：新增 1 行，减少 1 行，改动 1 行（学院）"


def test_nothing_new_says_nothing(folder) -> None:
    folder.text("学籍.csv", ROSTER + "1801,张三,,法学院\n1801,张三,,法学院\n")
    assert changes(folder.read(), folder.read()) == []


def test_of_several_submissions_one_is_new(folder) -> None:
    folder.text("姓名拼音.csv", PINYIN + "1801,张三,Zhang San\n")
    before = folder.read()
    folder.text("姓名拼音.csv", PINYIN + "1801,张三,Zhang San\n1801,张三,Zhang Shan\n")
    (change,) = changes(before, folder.read())
    assert (change.source, change.added, change.gone, change.changed) == ("pinyin", 1, 0, 0)


def test_a_source_that_was_not_there_is_all_new(folder) -> None:
    before = folder.read()
    folder.text("姓名拼音.csv", PINYIN + "1801,张三,Zhang San\n")
    assert str(changes(before, folder.read())[0]) == "姓名拼音填报（上次没有文件）：新增 1 行"


def test_a_source_of_which_there_is_no_file_any_more(folder) -> None:
    path = folder.text("姓名拼音.csv", PINYIN + "1801,张三,Zhang San\n")
    before = folder.read()
    path.unlink()
    assert str(changes(before, folder.read())[0]) == "姓名拼音填报（这次没有文件）：减少 1 行"
