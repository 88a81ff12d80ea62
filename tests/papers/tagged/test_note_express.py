"""NoteExpress, as databases in China export it."""

from tests.papers.conftest import Load, cited

LANTERN = """{Reference Type}: Journal Article
{Title}: 灯笼：阅读图表
{Translated Title}: Lantern: Reading Charts
{Author}: 张三
{Author}: 李四
{Journal}: 图表学报
{ISBN/ISSN}:0253-3766
{Year}: 2016
{Keywords}: 图表；阅读
{Abstract}：我们阅读图表。代码见 https://github.com/example/lantern
{DOI}: 10.5555/lantern.1
"""


def test_tags_in_braces_are_fields(load: Load) -> None:
    """After a colon of either kind; references are separated by a blank line or not at all."""
    text = LANTERN + "\n" + LANTERN.replace("lantern.1", "lantern.2").replace("灯笼", "计数")
    lantern, counting = load(text, keep=["authors"]).papers
    assert cited(lantern) == ("10.5555/lantern.1", "灯笼：阅读图表", None, "10.5555/lantern.1", "2016", "图表学报")
    assert lantern.abstract == "我们阅读图表。代码见 https://github.com/example/lantern"
    assert lantern.kept == {"authors": "张三; 李四"}
    assert counting.title == "计数：阅读图表"
