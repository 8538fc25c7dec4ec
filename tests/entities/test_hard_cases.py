"""Hard cases of many countries: what is one entity, and what is two.  Every name is invented.

A case is a table of appearances, one a report, and the groups that they fall into.
"""

import random

import pytest

from pipeline.entities import Appearance, Decisions, Post, candidates, key, resolve


def person(home: str, name: str, *posts: str, date: str = "2020-01-01") -> Appearance:
    """A post is "title", "title @ organization" or "title ^ area"."""
    held = []
    for post in posts:
        title, _, body = post.partition(" @ ")
        title, _, area = title.partition(" ^ ")
        held.append(Post(title, body or None, area or None))
    return Appearance("person", "", "p1", name, home=home, posts=tuple(held), date=date)


def body(home: str, name: str, *aliases: str) -> Appearance:
    return Appearance("organization", "", "o1", name, aliases=aliases, home=home)


def plan(home: str, title: str, period: str = "", *, decided: bool = True, date: str = "2020-01-01") -> Appearance:
    first, _, last = period.partition("-")
    years = (first, last) if period else None
    return Appearance("plan", "", "l1", title, home=home, period=years, decided=decided, date=date)


CASES: list[tuple[str, list[tuple[str, Appearance]]]] = [
    (
        "capitals, accents and hyphens",
        [
            ("a", person("RW", "UWASE Béatrice-Ange", "Minister of Health")),
            ("a", person("RW", "Uwase Beatrice Ange", "Health Minister", date="2022-02-01")),
        ],
    ),
    (
        "an apostrophe in a name",
        [("a", person("CN-GS", "Lu Chang'en", "Governor")), ("a", person("CN-GS", "Lu Changen", "Governor"))],
    ),
    (
        "one name in two provinces",
        [
            ("a", person("CN-SC", "Deng Yulan", "Governor")),
            ("b", person("CN-HL", "Deng Yulan", "Vice Governor")),
        ],
    ),
    (
        "a post that changes in one province",
        [
            ("a", person("CN-SC", "Deng Yulan", "Vice Governor", date="2016-01-01")),
            (
                "a",
                person(
                    "CN-SC",
                    "Deng Yulan",
                    "Governor",
                    "Deputy Secretary @ CPC Sichuan Provincial Committee",
                    date="2019-01-01",
                ),
            ),
        ],
    ),
    (
        "from a city to its province",
        [
            ("a", person("CN-SC/yaan", "Deng Yulan", "Mayor", date="2016-01-01")),
            ("a", person("CN-SC", "Deng Yulan", "Vice Governor", date="2021-01-01")),
        ],
    ),
    (
        "a judge and a professor of one name",
        [
            ("a", person("CN-SC", "Deng Yulan", "President @ Sichuan High People's Court")),
            ("b", person("CN-SC", "Deng Yulan", "President @ Sichuan Agricultural University")),
        ],
    ),
    (
        "two heads of two departments at one time",
        [
            ("a", person("KE", "Achieng Were", "Director @ Kenya Bureau of Fisheries", date="2019-05-01")),
            ("b", person("KE", "Achieng Were", "Director @ Kenya Dairy Board", date="2019-05-01")),
        ],
    ),
    (
        "a leader of the country in a province's report",
        [
            ("a", person("CN", "Shi Renjun", "Premier")),
            ("a", person("CN-XJ", "Shi Renjun", "Premier")),
            ("a", person("CN-XJ", "Shi Renjun", "Premier @ State Council", date="2020-06-01")),
        ],
    ),
    (
        "without a post, one of the name in the province",
        [
            ("a", person("CN-QH", "Ge Wenbo", "Vice Governor")),
            ("a", person("CN-QH", "Ge Wenbo")),
        ],
    ),
    (
        "without a post, two of the name in the province",
        [
            ("a", person("CN-QH", "Ge Wenbo", "Vice Governor")),
            ("b", person("CN-QH", "Ge Wenbo", "Chairman @ Qinghai Salt Company Ltd.")),
            ("c", person("CN-QH", "Ge Wenbo")),
        ],
    ),
    (
        "without a post, in another province",
        [("a", person("CN-QH", "Ge Wenbo", "Vice Governor")), ("b", person("CN-HI", "Ge Wenbo"))],
    ),
    (
        "of nowhere, one of the name",
        [("a", person("BW", "Kagiso Modise", "President")), ("a", person("", "Kagiso Modise", "President"))],
    ),
    (
        "of nowhere, two of the name",
        [
            ("a", person("BW", "Kagiso Modise", "President")),
            ("b", person("ZA", "Kagiso Modise", "Minister of Mines")),
            ("c", person("", "Kagiso Modise")),
        ],
    ),
    (
        "of nowhere, and another title",
        [("a", person("BW", "Kagiso Modise", "President")), ("b", person("", "Kagiso Modise", "Clerk"))],
    ),
    (
        "of nowhere, and a president of something else",
        [
            ("a", person("BW", "Kagiso Modise", "President")),
            ("b", person("", "Kagiso Modise", "President @ Marina Rowing Club")),
        ],
    ),
    (
        "an initial, and one post",
        [
            ("a", person("NZ", "J. Harwick", "Mayor ^ Nelson")),
            ("a", person("NZ", "Jonathan Harwick", "Mayor ^ Nelson")),
        ],
    ),
    (
        "an initial, and other posts",
        [
            ("a", person("NZ", "J. Harwick", "Mayor ^ Nelson")),
            ("b", person("NZ", "Jonathan Harwick", "Clerk ^ Nelson")),
        ],
    ),
    (
        "an initial that two may have",
        [
            ("a", person("NZ", "J. Harwick", "Councillor ^ Nelson")),
            ("b", person("NZ", "Jonathan Harwick", "Councillor ^ Nelson")),
            ("c", person("NZ", "Julia Harwick", "Councillor ^ Nelson")),
        ],
    ),
    (
        "a middle name, and one post",
        [
            ("a", person("UG", "Ruth Nakato Ssali", "Minister of Works")),
            ("a", person("UG", "Ruth Ssali", "Minister of Works")),
        ],
    ),
    (
        "the surname first and in capitals",
        [
            ("a", person("RW", "NKUSI Solange", "Minister of Trade")),
            ("a", person("RW", "Solange Nkusi", "Minister of Trade")),
        ],
    ),
    (
        "two Chinese names turned round",
        [
            ("a", person("CN-HB", "Yang Li", "Vice Governor")),
            ("b", person("CN-HB", "Li Yang", "Vice Governor")),
        ],
    ),
    (
        "a misprint in a long name",
        [
            ("a", person("NG", "Babatunde Ogunsola", "Minister of Power")),
            ("a", person("NG", "Babatunde Ogunshola", "Minister of Power")),
        ],
    ),
    (
        "two Chinese names one letter apart",
        [
            ("a", person("CN-SD", "Zhou Zhengxin", "Vice Governor")),
            ("b", person("CN-SD", "Zhou Zhengxing", "Vice Governor")),
        ],
    ),
    (
        "alike by score alone",
        [("a", person("GB", "Owen Willems", "Cllr")), ("b", person("GB", "Owen Willemson", "Cllr"))],
    ),
    (
        "one name in two countries",
        [
            ("a", person("IN", "Anil Perera", "Minister of Power")),
            ("b", person("LK", "Anil Perera", "Minister of Power")),
        ],
    ),
    (
        "vice is deputy",
        [
            ("a", person("CN-FJ", "Gao Min", "Vice Mayor ^ Xiamen")),
            ("a", person("CN-FJ/xiamen", "Gao Min", "Deputy Mayor")),
        ],
    ),
    (
        "the ministry of each country",
        [
            ("a", body("KE", "Ministry of Finance")),
            ("b", body("RW", "Ministry of Finance")),
            ("a", body("KE", "Ministry of Finance of Kenya")),
        ],
    ),
    (
        "one government in three forms",
        [
            ("a", body("CN-SC", "Sichuan Provincial People's Government")),
            ("a", body("CN", "People's Government of Sichuan Province")),
            ("a", body("CN-SC", "provincial government")),
            ("b", body("CN-SC/yaan", "Ya'an Municipal People's Government")),
            ("b", body("CN-SC/yaan", "municipal government")),
        ],
    ),
    (
        "an acronym alone in another report",
        [
            ("a", body("KE", "National Drought Relief Authority", "NDRA")),
            ("a", body("KE", "NDRA")),
            ("b", body("UG", "NDRA")),
        ],
    ),
    (
        "an acronym of two bodies",
        [
            ("a", body("ZA", "National Dam Agency", "NDA")),
            ("b", body("ZA", "National Dairy Association", "NDA")),
            ("c", body("ZA", "NDA")),
        ],
    ),
    (
        "a short form that is no name",
        [
            ("a", body("ZA", "Board of the Dam Agency", "the Board")),
            ("b", body("ZA", "Board of the Dairy Fund", "the Board")),
            ("c", body("ZA", "Board")),
        ],
    ),
    (
        "a firm with and without its ending",
        [("a", body("JM", "Blue Harbor Mills Ltd.")), ("a", body("JM", "Blue Harbour Mills Limited"))],
    ),
    (
        "universities that share their words",
        [
            ("a", body("US", "Washington University")),
            ("b", body("US", "University of Washington")),
            ("c", body("CN-BJ", "University of Mining of China")),
            ("d", body("CN-BJ", "China University of Mining")),
        ],
    ),
    (
        "spelling on two sides of the sea",
        [
            ("a", body("JM", "Ministry of Labour and Defence")),
            ("a", body("JM", "Ministry of Labor and Defense")),
        ],
    ),
    (
        "a body and its board",
        [("a", body("UG", "Forest Authority of Uganda")), ("b", body("UG", "Board of the Forest Authority of Uganda"))],
    ),
    (
        "a party's committee and its standing committee",
        [
            ("a", body("CN-NX", "CPC Ningxia Hui Autonomous Regional Committee")),
            ("a", body("CN-NX", "Party Committee of the Autonomous Region")),
            ("b", body("CN-NX", "Standing Committee of the CPC Ningxia Committee")),
        ],
    ),
    ("Cabinet of nowhere", [("a", body("", "Cabinet")), ("b", body("", "Cabinet")), ("c", body("GH", "Cabinet"))]),
    (
        "a state's and the federation's",
        [
            ("a", body("IN", "Union Cabinet")),
            ("b", body("IN-AS", "State Cabinet")),
            ("c", body("IN-KL", "State Cabinet")),
            ("d", body("NG-LA", "Lagos State Government")),
            ("e", body("NG-LA", "Federal Government")),
            ("e", body("NG", "Government of Nigeria")),
        ],
    ),
    (
        "a city of the province's name",
        [
            ("a", body("CN-JL", "Jilin Provincial Government")),
            ("b", body("CN-JL/jilin", "Jilin Municipal Government")),
            ("b", body("CN-JL", "Jilin City Government")),
        ],
    ),
    (
        "two names of one region",
        [
            ("a", body("CN-XZ", "People's Government of the Tibet Autonomous Region")),
            ("a", body("CN-XZ", "Xizang Regional Government")),
        ],
    ),
    (
        "a country by two names",
        [
            ("a", body("VN", "State Bank of Vietnam")),
            ("a", body("VN", "State Bank of Việt Nam")),
            ("b", body("KE", "Central Bank of Kenya")),
        ],
    ),
    (
        "of the world",
        [("a", body("RW", "World Health Organization")), ("a", body("NA", "World Health Organisation (WHO)"))],
    ),
    (
        "a plan with marks and without",
        [
            ("a", plan("CN-SC", "Regulations of Sichuan Province on Ferries (Draft)")),
            ("a", plan("CN-SC", "“Regulations on Ferries”")),
            ("a", plan("CN-SC", "Sichuan Provincial Regulations on Ferries")),
            ("b", plan("CN-GS", "Regulations on Ferries")),
        ],
    ),
    (
        "a revision is another paper",
        [
            ("a", plan("KE", "Ferries Bill")),
            ("b", plan("KE", "Ferries (Amendment) Bill")),
        ],
    ),
    (
        "plans of other years",
        [
            ("a", plan("FJ", "National Seaweed Plan 2019-2023", "2019-2023")),
            ("b", plan("FJ", "National Seaweed Plan 2024-2028", "2024-2028")),
            ("a", plan("FJ", "National Seaweed Plan", "2019-2023")),
        ],
    ),
    (
        "a plan with its years and without",
        [
            ("a", plan("FJ", "National Seaweed Plan", "2019-2023")),
            ("a", plan("FJ", "National Seaweed Plan")),
        ],
    ),
    (
        "without years, and two that have",
        [
            ("a", plan("FJ", "National Seaweed Plan", "2019-2023")),
            ("b", plan("FJ", "National Seaweed Plan", "2024-2028")),
            ("c", plan("FJ", "National Seaweed Plan")),
        ],
    ),
    (
        "five-year plans of the country and a province",
        [
            ("a", plan("CN", "14th Five-Year Plan", "2021-2025")),
            ("b", plan("CN", "13th Five-Year Plan", "2016-2020")),
            ("c", plan("CN-HA", "14th Five-Year Plan of Henan Province", "2021-2025")),
        ],
    ),
    (
        "a budget of each year",
        [
            ("a", plan("GH", "Budget", date="2020-11-01")),
            ("b", plan("GH", "Budget", date="2021-11-01")),
            ("a", plan("GH", "budget", date="2020-12-01")),
        ],
    ),
    (
        "a law of the country, cited in two provinces",
        [
            ("a", plan("CN-AH", "Law on the Protection of River Porpoises", decided=False)),
            (
                "a",
                plan(
                    "CN-JX", "Law of the People's Republic of China on the Protection of River Porpoises", decided=False
                ),
            ),
        ],
    ),
    (
        "rules of the country, studied in a city",
        [
            ("a", plan("CN", "Regulations on the Registration of Small Ferry Operators")),
            ("a", plan("CN-HB/wuhan", "Regulations on the Registration of Small Ferry Operators", decided=False)),
        ],
    ),
    (
        "two cities that each adopt their own",
        [
            ("a", plan("CN-HB/wuhan", "Guidelines on Ferry Piers")),
            ("b", plan("CN-YN/kunming", "Guidelines on Ferry Piers")),
        ],
    ),
    (
        "singular and plural",
        [("a", plan("RW", "Guideline on Rice Millers")), ("a", plan("RW", "Guidelines on Rice Millers"))],
    ),
    ("an article of its own and a number", [("a", plan("CA", "By-law 2020-14")), ("b", plan("CA", "By-law 2020-15"))]),
]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_hard_case(case: list[tuple[str, Appearance]]) -> None:
    found = [(label, each._replace(report=f"r{number}")) for number, (label, each) in enumerate(case)]
    entities = resolve(candidates(each for _, each in found), Decisions())
    groups: dict[str, set[str]] = {}
    for label, each in found:
        groups.setdefault(entities[key(each)].id, set()).add(label)
    assert len(groups) == len({label for label, _ in found}), [(label, key(each)) for label, each in found]
    assert all(len(labels) == 1 for labels in groups.values()), [(label, key(each)) for label, each in found]


def test_a_report_of_nowhere_is_of_the_country_whose_president_it_names() -> None:
    found = [
        person("BW", "Kagiso Modise", "President")._replace(report="r1"),
        body("BW", "Cabinet")._replace(report="r1"),
        person("", "Kagiso Modise", "President")._replace(report="r2"),
        body("", "Cabinet")._replace(report="r2"),
        body("", "Cabinet")._replace(report="r3"),
    ]
    entities = resolve(candidates(found), Decisions())
    ids = [entities[key(each)].id for each in found if each.type == "organization"]
    assert ids[0] == ids[1] != ids[2]


def test_all_cases_together_give_the_same_in_any_order() -> None:
    found = [
        each._replace(report=f"r{number}") for number, each in enumerate(each for _, case in CASES for _, each in case)
    ]
    expected = resolve(candidates(found), Decisions())
    for seed in range(3):
        chance = random.Random(seed)  # noqa: S311  an order, not a secret
        again = candidates(chance.sample(found, len(found)))
        chance.shuffle(again)
        assert resolve(again, Decisions()) == expected
