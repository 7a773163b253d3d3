# The veil over Minneapolis traffic stops of 2017, black against other known races, with sun times of
# PyEphem and time zones of R: Rscript veil_minneapolis.R DATA, where DATA is the folder with
# trust/mpls_stops_2017.csv. Writes veil_minneapolis.csv beside this script. Needs python3-ephem.
library(splines); library(sandwich)
d <- read.csv(file.path(commandArgs(TRUE)[1], "trust/mpls_stops_2017.csv"))
python <- "
import datetime, ephem
for day in range(365):
    noon = datetime.datetime(2017, 1, 1, 18, 13) + datetime.timedelta(days=day)
    found = []
    for horizon in ('-0:49.98', '-6'):
        o = ephem.Observer()
        o.lat, o.lon, o.pressure, o.horizon, o.date = '44.98', '-93.27', 0, horizon, noon
        at = o.next_setting(ephem.Sun(), use_center=True).datetime()
        found.append((at - datetime.datetime(1970, 1, 1)).total_seconds())
    print(found[0], found[1])
"
sun <- read.table(text = system2("/usr/bin/python3", c("-c", shQuote(python)), stdout = TRUE))
minute <- function(t) { p <- as.POSIXlt(t); p$hour * 60 + p$min + p$sec / 60 }
local <- function(s) minute(as.POSIXct(s, origin = "1970-01-01", tz = "America/Chicago"))
d <- d[d$problem == "traffic" & !d$race %in% c("", "Unknown") & d$policePrecinct %in% 1:5, ]
t <- as.POSIXct(d$date, tz = "America/Chicago")
day <- as.POSIXlt(t)$yday + 1
d <- data.frame(group = as.numeric(d$race == "Black"), minute = minute(t), day,
                sunset = local(sun[day, 1]), dusk = local(sun[day, 2]),
                precinct = factor(d$policePrecinct))
period <- range(local(sun[, 2]))
inside <- d$minute >= period[1] & d$minute <= period[2]
twilight <- d$minute > d$sunset & d$minute < d$dusk
lines <- sprintf("left_out,%d,%d", sum(!inside), sum(inside & twilight))
d <- d[inside & !twilight, ]; d$dark <- as.numeric(d$minute > d$dusk)
report <- function(name, m) {
    v <- vcovCL(m, d$precinct, type = "HC0", cadjust = FALSE)
    sprintf("%s,%d,%.12g,%.12g,%.12g", name, nobs(m), coef(m)["dark"],
            sqrt(vcov(m)["dark", "dark"]), sqrt(v["dark", "dark"]))
}
lines <- c(lines, report("plain", glm(group ~ dark + ns(minute, 6), binomial, d)),
           report("district", glm(group ~ dark + ns(minute, 6) + precinct, binomial, d)))
writeLines(lines, "veil_minneapolis.csv")
