# Sun times by PyEphem (libastro, VSOP87: good to a second). Writes sun.csv beside this script.
# name, latitude, longitude, days since 1970, then dawn, sunrise, noon, sunset, dusk as seconds
# since 1970 UTC. Pressure 0 and the horizon given: -0:49.98 for the limb, -6 for the centre.
import datetime
import ephem

PLACES = [(39.9525839, -75.1652215), (41.88, -87.63), (21.31, -157.86), (61.22, -149.90),
          (-33.87, 151.21), (0.0, 0.0), (51.48, 0.0), (18.47, -66.11), (47.61, -122.33)]
EPOCH = datetime.datetime(1970, 1, 1)


def seconds(date):
    return (date.datetime() - EPOCH).total_seconds()


with open("sun.csv", "w") as out:
    for latitude, longitude in PLACES:
        for year, month, day in [(2017, 6, 27), (2017, 12, 7), (2024, 3, 20), (1975, 10, 1),
                                 (2060, 2, 14)]:
            here = ephem.Observer()
            here.lat, here.lon, here.pressure = str(latitude), str(longitude), 0
            days = (datetime.datetime(year, month, day) - EPOCH).days
            mean_noon = EPOCH + datetime.timedelta(days=days + 0.5 - longitude / 360)
            sun = ephem.Sun()
            here.date = mean_noon - datetime.timedelta(minutes=30)
            noon = here.next_transit(sun)
            found = []
            for horizon, centre in [("-6", True), ("-0:49.98", True)]:
                here.horizon, here.date = horizon, noon
                try:
                    found.append((seconds(here.previous_rising(sun, use_center=centre)),
                                  seconds(here.next_setting(sun, use_center=centre))))
                except ephem.AlwaysUpError:
                    found.append((float("nan"), float("nan")))
            row = [found[0][0], found[1][0], seconds(noon), found[1][1], found[0][1]]
            out.write("sun,%.7f,%.7f,%d,%s\n" % (latitude, longitude, days,
                                                 ",".join("%.3f" % v for v in row)))
