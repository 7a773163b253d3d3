"""Writes packs/commons/sample: agencies, areas, residents, officers, partners and days off of Riverton."""
import json
import random

import riverton as r

rng = random.Random(2026)
pack = r.Pack("commons")

agencies = [
    (r.AGENCY, "Riverton Police Department", "city_police", 218000, 180, "2021-01-01"),
    ("CA9990200", "River County Sheriff", "county_sheriff", 96000, 140, "2021-01-01"),
    ("CA9990300", "Cedar Falls Police", "city_police", 61000, 58, "2021-01-01"),
    ("CA9990400", "Maple Grove Police", "city_police", 53000, 49, "2022-01-01"),
    ("CA9990500", "Dry Creek Police", "city_police", 12000, 14, "2022-01-01"),
    ("CA9990600", "Riverton University Police", "university_police", 21000, 22, "2021-01-01"),
    ("CA9990700", "River Transit Police", "transit_police", 0, 18, ""),
    ("RIVFUSION", "River Regional Fusion Center", "fusion_center", 0, 0, ""),
    ("RIVHEALTH", "River County Health", "health", 375000, 0, ""),
    ("RIVCITY", "City of Riverton", "city_department", 218000, 0, ""),
]
pack.write("agency", [dict(ori=o, name=n, kind=k, state="CA", county="River", city="Riverton" if "Riverton" in n else "",
                           population=p, sworn_officers=s, reports_since=since) for o, n, k, p, s, since in agencies])


def square(area):
    x, y = r.corner(area)
    ring = [[x, y], [x + r.WIDE, y], [x + r.WIDE, y + r.HIGH], [x, y + r.HIGH], [x, y]]
    return json.dumps({"type": "Polygon", "coordinates": [[[round(a, 3), round(b, 3)] for a, b in ring]]})


areas = [dict(area_id="CITY", name="Riverton", kind="city", within="", land_km2=50.6, outline="")]
areas += [dict(area_id=a, name=n, kind="neighborhood", within="CITY", land_km2=4.2, outline=square(a)) for a, n in r.AREAS]
pack.write("area", areas, bad=[dict(area_id="A99", name="", kind="neighborhood"), dict(area_id="A98", name="Nowhere", kind="planet")])

people = r.population()
rows = []
for i, ((area, band, sex, race), n) in enumerate(people.items(), 1):
    rows.append(dict(population_id=f"N{i:04d}", area=area, year=2024, age_band=band, sex=sex, race=race, people=n,
                     in_poverty=round(n * rng.uniform(0.05, 0.25)), source="invented"))
bad = dict(rows[0], population_id="N9999", in_poverty=rows[0]["people"] + 1)
pack.write("population", rows, bad=[bad])

pack.write("officer", r.officers(), bad=[dict(r.officers()[0], officer_id="P999", hired_on="2020-02-30"),
                                         dict(r.officers()[1], officer_id="P998", hired_on="2020-01-01", left_on="2019-01-01")])

kinds = [("Riverton Islamic Center", "congregation", "muslim"), ("Temple Beth Or", "congregation", "jewish"),
         ("Gurdwara Riverton", "congregation", "sikh"), ("First Baptist Church", "congregation", "black"),
         ("Centro Latino", "nonprofit", "latino"), ("Riverton Pride", "nonprofit", "lgbtq"),
         ("Asian Family Services", "nonprofit", "asian"), ("Peace on the River", "nonprofit", "black;youth"),
         ("Riverton General Hospital", "hospital", ""), ("Second Start", "nonprofit", ""),
         ("Legal Aid of River County", "legal_aid", "immigrant"), ("Riverton Unified Schools", "school", "youth"),
         ("Disability Rights River", "civil_rights", "disabled"), ("Hindu Society", "congregation", "hindu")]
pack.write("organisation", [dict(organisation_id=f"O{i:02d}", name=n, kind=k, area=r.AREAS[i % 12][0], communities=c,
                                 languages="en;es" if i % 3 else "en", contact_name="", contact_phone="",
                                 active_from=f"20{18 + i % 6}-03-01", active_to="")
                            for i, (n, k, c) in enumerate(kinds, 1)])

people_rows, names = [], []
given = ["Ana", "Ben", "Carla", "Dion", "Elena", "Farid", "Grace", "Hugo", "Irene", "Jamal", "Kim", "Luis", "Mei", "Noor", "Omar", "Pilar"]
family = ["Abbott", "Barrios", "Cole", "Duarte", "Ellis", "Farah", "Gómez", "Huang", "Ibrahim", "Jones", "Kaur", "Lopez", "Mora", "Nguyen"]
for i in range(1, 241):
    people_rows.append(dict(person_id=f"H{i:04d}", source="complaint desk" if i <= 160 else "outreach",
                            birth=rng.choice([f"{rng.randint(1950, 2008)}", f"{rng.randint(1950, 2008)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"]),
                            sex=rng.choice(r.SEXES), race=rng.choices(r.RACES, [12, 22, 34, 28, 4])[0],
                            language=rng.choices(["en", "es", "vi", "so"], [70, 22, 5, 3])[0]))
    names.append(dict(name_id=f"NM{i:04d}", person=f"H{i:04d}", kind="legal", given=rng.choice(given), family=rng.choice(family)))
    if i % 12 == 0:
        names.append(dict(name_id=f"NA{i:04d}", person=f"H{i:04d}", kind="alias", given=rng.choice(given), family=rng.choice(family)))
pack.write("person", people_rows)
pack.write("person_name", names, orphans=[dict(names[0], name_id="NM9999", person="H9999")], lost="person")

pack.write("holiday", [dict(holiday_id="2026-03-31", day="2026-03-31", jurisdiction="CA", name="César Chávez Day"),
                       dict(holiday_id="2025-03-31", day="2025-03-31", jurisdiction="CA", name="César Chávez Day"),
                       dict(holiday_id="2025-11-28", day="2025-11-28", jurisdiction="Riverton", name="Day after Thanksgiving")])
pack.check("area.no_outline", [])
pack.end()
