"""A small made-up table in each format that a reader may bring, to take as a pattern."""

_CLAIMS = """\
claim_id,event_id,claimant,stance,about_date,about_end,about_precision,reported_on,place_id,quantity_kind,low,best,high,statement,source_ids
X-0001,,KOR,asserts,2024-10-20,,day,2024-10-22,vladivostok,at_site,900,1000,1100,"An example, not a claim: a thousand soldiers at one site.",my notes
X-0002,,UKR,asserts,2024-11-01,2024-11-05,week,2024-11-07,kursk-oblast,at_front,,8000,,An example: eight thousand near the front.,my notes
"""
_ACLED = """\
event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities
EXA1,2024-11-05,2024,1,Battles,Armed clash,Side A,Side B,Russia,Kursk,Sudzha,51.1972,35.2722,1,An example,"An example, not an event: a clash near Sudzha.",3
EXA2,12 November 2024,2024,2,Strategic developments,Non-violent transfer,Side A,,Russia,Primorsky,Ussuriysk,43.797,131.951,2,An example,An example: troops were moved.,0
"""
_UCDP = """\
id,date_start,date_end,date_prec,side_a,side_b,where_prec,where_coordinates,latitude,longitude,best,low,high,source_article,source_headline
900001,2024-11-05,2024-11-05,1,Side A,Side B,1,Sudzha town,51.1972,35.2722,4,3,6,An example,"An example, not an event: a clash near Sudzha"
900002,2024-12-01,2024-12-07,3,Side A,Side B,4,Kursk Oblast,51.7,36.2,12,8,20,An example,An example: a week of fighting in the region
"""
# Name for readers -> file name, contents.
EXAMPLES = {
    "This record's claims": ("example-claims.csv", _CLAIMS.encode()),
    "ACLED": ("example-acled.csv", _ACLED.encode()),
    "UCDP GED": ("example-ucdp.csv", _UCDP.encode()),
}
