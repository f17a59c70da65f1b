"""Features of every badness: for property tests of whatever reads GeoJSON."""

from hypothesis import strategies as st

NUMBER = st.integers(-3, 3) | st.floats(allow_nan=False, allow_infinity=False)
POSITION = st.lists(NUMBER, min_size=2, max_size=3)
RING = st.lists(POSITION, max_size=6).map(lambda ring: ring + ring[:1])
SHAPE = st.recursive(
    st.none()
    | st.fixed_dictionaries({"type": st.just("Polygon"), "coordinates": st.lists(RING, max_size=2)})
    | st.fixed_dictionaries({"type": st.just("Point"), "coordinates": POSITION})
    | st.fixed_dictionaries(
        {"type": st.sampled_from(["LineString", "MultiPoint", "Polygon", "Blob"])},
        optional={"coordinates": st.lists(POSITION, max_size=4)},
    ),
    lambda inner: st.fixed_dictionaries(
        {"type": st.just("GeometryCollection"), "geometries": st.lists(inner, max_size=3)}
    ),
    max_leaves=4,
)
VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)
FEATURES = st.lists(st.tuples(st.dictionaries(st.sampled_from("abc"), VALUE), SHAPE), max_size=5)
