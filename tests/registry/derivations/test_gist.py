"""GIST: T, stage, rupture and both risk tables, cell by cell, and what is said while something is missing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import codes
from registry.derivations import DERIVATIONS, InvalidInput, Outcome

T = DERIVATIONS["AJCC8_GIST_T"]
STAGE = DERIVATIONS["AJCC8_GIST_STAGE"]
AFIP = DERIVATIONS["GIST_AFIP"]
JOENSUU = DERIVATIONS["GIST_JOENSUU"]
RUPTURE = DERIVATIONS["GIST_RUPTURE"]

# The closed upper limit of each range of size, and a size just above the last.
SIZES = {"<=2": (0.1, 2, 2.0), ">2-5": (2.01, 3, 5), ">5-10": (5.01, 10), ">10": (10.01, 40)}
MITOSES = {"<=5": (0, 3, 5), ">5": (5.1, 6, 50)}
sizes = st.decimals("0.1", 60, places=2)
counts = st.decimals(0, 200, places=1)
flags = st.sampled_from([None, True, False])


@pytest.mark.parametrize(
    ("size", "t"),
    [(0.1, "T1"), (2, "T1"), (2.01, "T2"), (5, "T2"), (5.01, "T3"), (10, "T3"), (10.01, "T4"), (None, "TX")],
)
def test_t_by_size(size, t):
    assert T.run(size_cm=size).value == {"t": t}


@given(sizes, sizes)
def test_a_bigger_tumor_never_has_a_lower_t(one, other):
    smaller, larger = sorted((one, other))
    assert T.run(size_cm=smaller).value["t"] <= T.run(size_cm=larger).value["t"]


# clinical.md 3.4: T, mitotic rate, stage of stomach and omentum, stage of every other site.
STAGES = """
T1 LOW  IA   I
T2 LOW  IA   I
T3 LOW  IB   II
T4 LOW  II   IIIA
T1 HIGH II   IIIA
T2 HIGH II   IIIB
T3 HIGH IIIA IIIB
T4 HIGH IIIB IIIB
"""


@pytest.mark.parametrize("n", ["N0", "NX", "UNKNOWN", None])
@pytest.mark.parametrize(("t", "rate", "gastric", "other"), [row.split() for row in STAGES.split("\n")[1:-1]])
def test_every_row_of_the_stage_tables(n, t, rate, gastric, other):
    for table, stage in (("GASTRIC", gastric), ("SMALL_BOWEL", other)):
        assert STAGE.run(table=table, t=t, n=n, m="M0", mitotic_rate=rate).answer() == {"stage": stage}


@given(
    table=st.sampled_from([None, "GASTRIC", "SMALL_BOWEL"]),
    t=st.sampled_from([None, "TX", "T0", "T1", "T4"]),
    rate=st.sampled_from([None, "LOW", "HIGH"]),
    spread=st.sampled_from([("N1", None), ("N1", "M0"), ("N0", "M1"), (None, "M1a"), ("NX", "M1b")]),
)
def test_a_node_or_metastasis_is_stage_iv_whatever_the_rest(table, t, rate, spread):
    n, m = spread
    assert STAGE.run(table=table, t=t, n=n, m=m, mitotic_rate=rate).value == {"stage": "IV"}


@pytest.mark.parametrize(
    ("gap", "missing"),
    [
        ({"m": None}, ("case.cm",)),
        ({"m": "MX"}, ("case.cm",)),
        ({"t": "TX"}, ("case.size_mm",)),
        ({"t": None}, ("case.size_mm",)),
        (
            {"mitotic_rate": None},
            ("pathology_report.mitoses_count", "pathology_report.mitoses_area_mm2"),
        ),
        ({"table": None}, ("case.gist_site", "case.topography_icdo")),
    ],
)
def test_without_one_of_these_there_is_no_stage(gap, missing):
    known = {"table": "GASTRIC", "t": "T2", "n": "N0", "m": "M0", "mitotic_rate": "LOW", **gap}
    result = STAGE.run(**known)
    assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, missing)


# clinical.md 3.7: mitoses, size, then stomach, jejunum and ileum, duodenum, rectum.
AFIP_TABLE = """
<=5 <=2    NONE:0      NONE:0      NONE:0   NONE:0
<=5 >2-5   VERY_LOW:1.9 LOW:4.3    LOW:8.3  LOW:8.5
<=5 >5-10  LOW:3.6     MODERATE:24 -        -
<=5 >10    MODERATE:12 HIGH:52     HIGH:34  HIGH:57
>5  <=2    NONE:0      HIGH:50     -        HIGH:54
>5  >2-5   MODERATE:16 HIGH:73     HIGH:50  HIGH:52
>5  >5-10  HIGH:55     HIGH:85     -        -
>5  >10    HIGH:86     HIGH:90     HIGH:86  HIGH:71
"""
AFIP_SITES = ("STOMACH", "JEJUNUM_ILEUM", "DUODENUM", "RECTUM")
AFIP_CELLS = [
    (rate, size, site, cell)
    for rate, size, *cells in (line.split() for line in AFIP_TABLE.strip().splitlines())
    for site, cell in zip(AFIP_SITES, cells, strict=True)
]


@pytest.mark.parametrize(("rate", "size", "site", "cell"), AFIP_CELLS)
def test_every_cell_of_afip(rate, size, site, cell):
    for size_cm in SIZES[size]:
        for mitoses in MITOSES[rate]:
            answer = AFIP.run(site=site, size_cm=size_cm, mitoses_per_5mm2=mitoses).answer()
            if cell == "-":
                assert answer == {"result": "INSUFFICIENT_DATA", "reason": "TOO_FEW_TUMORS"}
            else:
                risk, pct = cell.split(":")
                assert answer == {"risk": risk, "progression_pct": float(pct)}


OUTSIDE = ["OESOPHAGUS", "COLON", "OMENTUM", "MESENTERY", "PERITONEUM_OTHER"]


@pytest.mark.parametrize("site", OUTSIDE)
@given(size=sizes, mitoses=counts)
def test_afip_has_no_column_for_other_sites(site, size, mitoses):
    answer = AFIP.run(site=site, size_cm=size, mitoses_per_5mm2=mitoses).answer()
    assert answer == {"result": "NOT_IN_TABLE", "reason": "SITE_NOT_IN_TABLE"}


def test_every_gist_site_is_in_the_table_or_outside():
    assert {*AFIP_SITES, *OUTSIDE, "UNKNOWN"} == {code for code, _label in codes.GIST_SITE}


@pytest.mark.parametrize("gap", ["site", "size_cm", "mitoses_per_5mm2"])
def test_afip_needs_all_three(gap):
    known = {"site": "STOMACH", "size_cm": 4.0, "mitoses_per_5mm2": 4}
    result = AFIP.run(**{**known, gap: None})
    assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, AFIP.fields_of(gap))


def hints(result):
    return [(str(fact.label), str(fact.value)) for fact in result.facts if fact.field is None]


def test_afip_tells_the_merged_figure_and_cells_of_few_tumors():
    merged = AFIP.run(site="RECTUM", size_cm=7, mitoses_per_5mm2=1)
    assert hints(merged) == [("All tumors > 5 cm of this site that progressed", "57 %")]
    assert not hints(AFIP.run(site="DUODENUM", size_cm=2, mitoses_per_5mm2=9))
    assert hints(AFIP.run(site="STOMACH", size_cm=2, mitoses_per_5mm2=9)) == [
        ("Basis of this cell", "few tumors")
    ]


# clinical.md 3.8: mitoses, size, stomach, other sites.
RISKS = """
<=5   <=2    VERY_LOW     VERY_LOW
<=5   >2-5   LOW          LOW
<=5   >5-10  INTERMEDIATE HIGH
<=5   >10    HIGH         HIGH
6-10  <=2    INTERMEDIATE HIGH
6-10  >2-5   INTERMEDIATE HIGH
6-10  >5-10  HIGH         HIGH
6-10  >10    HIGH         HIGH
>10   <=2    HIGH         HIGH
>10   >2-5   HIGH         HIGH
>10   >5-10  HIGH         HIGH
>10   >10    HIGH         HIGH
"""
RATES = {"<=5": (0, 5), "6-10": (5.1, 6, 10), ">10": (10.1, 11, 90)}
RISK_ROWS = [line.split() for line in RISKS.strip().splitlines()]


@pytest.mark.parametrize("rupture", [False, None])
@pytest.mark.parametrize(("rate", "size", "gastric", "other"), RISK_ROWS)
def test_every_row_of_the_modified_nih_classes(rupture, rate, size, gastric, other):
    for size_cm in SIZES[size]:
        for mitoses in RATES[rate]:
            for in_stomach, risk in ((True, gastric), (False, other)):
                result = JOENSUU.run(
                    gastric=in_stomach, size_cm=size_cm, mitoses_per_5mm2=mitoses, rupture=rupture
                )
                assert result.value == {"risk": risk, "provisional": rupture is None}


@given(flags, st.none() | sizes, st.none() | counts)
def test_a_ruptured_tumor_is_high_risk_whatever_the_rest(gastric, size, mitoses):
    result = JOENSUU.run(gastric=gastric, size_cm=size, mitoses_per_5mm2=mitoses, rupture=True)
    assert result.value == {"risk": "HIGH", "provisional": False}


@pytest.mark.parametrize(
    ("gastric", "size", "mitoses", "risk"),
    [
        (True, 10.1, None, "HIGH"),
        (None, 10.1, None, "HIGH"),
        (True, None, 11, "HIGH"),
        (None, None, 11, "HIGH"),
        (False, 5.1, None, "HIGH"),
        (False, None, 6, "HIGH"),
        (None, 5.1, 6, "HIGH"),
        (None, 2, 5, "VERY_LOW"),
        (None, 5, 5, "LOW"),
        (True, 10, None, None),
        (True, None, 10, None),
        (True, None, None, None),
        (False, 5, None, None),
        (False, None, 5, None),
        (None, 5.1, None, None),
        (None, None, 6, None),
        (None, 5.1, 5, None),
        (None, 5, 6, None),
        (None, None, None, None),
    ],
)
def test_what_is_certain_although_something_is_missing(gastric, size, mitoses, risk):
    result = JOENSUU.run(gastric=gastric, size_cm=size, mitoses_per_5mm2=mitoses, rupture=False)
    if risk:
        assert result.value == {"risk": risk, "provisional": False}
    else:
        given_values = {"gastric": gastric, "size_cm": size, "mitoses_per_5mm2": mitoses}
        gaps = [name for name, value in given_values.items() if value is None]
        assert (result.outcome, result.missing) == (Outcome.NOT_ASSESSABLE, JOENSUU.fields_of(*gaps))


@given(flags, st.none() | sizes, st.none() | counts, st.booleans(), sizes, counts)
def test_a_class_that_was_certain_stays_when_everything_is_known(
    gastric, size, mitoses, gastric_then, size_then, mitoses_then
):
    before = JOENSUU.run(gastric=gastric, size_cm=size, mitoses_per_5mm2=mitoses, rupture=False)
    after = JOENSUU.run(
        gastric=gastric_then if gastric is None else gastric,
        size_cm=size_then if size is None else size,
        mitoses_per_5mm2=mitoses_then if mitoses is None else mitoses,
        rupture=False,
    )
    assert after.outcome is Outcome.DERIVED
    if before.outcome is Outcome.DERIVED:
        assert before.value == after.value


@given(st.booleans(), sizes, sizes, counts, counts)
def test_a_bigger_tumor_with_more_mitoses_is_never_of_lower_risk(gastric, one, other, few, many):
    order = ["VERY_LOW", "LOW", "INTERMEDIATE", "HIGH"]
    values = [
        order.index(JOENSUU.run(gastric=gastric, size_cm=size, mitoses_per_5mm2=count).value["risk"])
        for size, count in zip(sorted((one, other)), sorted((few, many)), strict=True)
    ]
    assert values == sorted(values)


# clinical.md 3.9.
RUPTURES = (
    "SPILLAGE_OR_FRACTURE",
    "BLOOD_STAINED_ASCITES",
    "PERFORATION_AT_TUMOUR",
    "ADJACENT_ORGAN_MICRO_INFILTRATION",
    "PIECEMEAL_OR_INTRALESIONAL",
    "INCISIONAL_BIOPSY",
)
MINOR = (
    "MUCOSAL_DEFECT_OR_LUMINAL_SPILLAGE",
    "PERITONEAL_MICRO_PENETRATION",
    "IATROGENIC_PERITONEAL_LACERATION",
    "UNCOMPLICATED_NEEDLE_BIOPSY",
    "R1_RESECTION",
)


@given(st.lists(st.sampled_from([*RUPTURES, *MINOR, "NONE", "UNKNOWN"])))
def test_the_worst_event_decides(events):
    answer = RUPTURE.run(events=events).answer()
    if set(events) & set(RUPTURES):
        assert answer == {"class": "RUPTURE"}
    elif set(events) & set(MINOR):
        assert answer == {"class": "MINOR_DEFECT"}
    elif "UNKNOWN" in events:
        assert answer == {"result": "NOT_ASSESSABLE", "reason": "MISSING_INPUT"}
    else:
        assert answer == {"class": "NONE"}


def test_every_event_of_the_data_model_has_a_class():
    assert {*RUPTURES, *MINOR, "NONE", "UNKNOWN"} == {code for code, _label in codes.GIST_RUPTURE}
    assert RUPTURE.run(events=None).missing == ("case.gist_rupture_events",)
    assert RUPTURE.run(events="UNKNOWN").outcome is Outcome.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (STAGE, {"table": "STOMACH"}),
        (STAGE, {"mitotic_rate": "L"}),
        (AFIP, {"site": "ILEUM"}),
        (AFIP, {"mitoses_per_5mm2": -1}),
        (JOENSUU, {"gastric": "STOMACH"}),
        (JOENSUU, {"size_cm": 0}),
        (RUPTURE, {"events": "R1_RESECTION"}),
        (RUPTURE, {"events": ["PERFORATION"]}),
        (RUPTURE, {"events": [None]}),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_what_is_no_input_is_refused(rule, wrong):
    with pytest.raises(InvalidInput, match=next(iter(wrong))):
        rule.run(**wrong)


def test_sizes_and_mitoses_are_compared_unrounded():
    tiny = Decimal("0.000001")
    assert T.run(size_cm=2 + tiny).value == {"t": "T2"}
    assert AFIP.run(site="STOMACH", size_cm=3, mitoses_per_5mm2=5 + tiny).value["risk"] == "MODERATE"
