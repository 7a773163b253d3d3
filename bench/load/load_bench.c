/* Stops to load, as a city's own file has them: `load_bench ROWS [FIRST]` writes a CSV of 12
 * columns, about 92 bytes a row; `load_bench ROWS FIRST trust` the columns of packs/trust's map
 * minneapolis_stops. The same arguments always write the same file. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "base/random.h"

#define PICK(r, list) list[random_below(r, sizeof list / sizeof list[0])]

static const char *const problems[] = {"traffic", "suspicious", "equipment", "call"};
static const char *const races[] = {"Black",           "White", "East African", "Latino",
                                    "Native American", "Asian", "Other",        "Unknown"};
static const char *const sexes[] = {"Male", "Female", "Unknown"};
static const char *const places[] = {
    "Downtown West", "Jordan",   "Hawthorne",       "Near-North",   "Willard-Hay",
    "Longfellow",    "Whittier", "Lowry Hill East", "Marcy Holmes", "Cedar Riverside"};

static void write_row(struct random *r, int64_t number, bool trust)
{
    // Stops come about every 40 seconds, in the order of their numbers.
    int64_t second = number * 40 + (int64_t)random_below(r, 40);
    struct date d = date_of(2010, 1, 1);
    char day[16];
    d.days += (int32_t)(second / 86400);
    date_write(d, day);
    int64_t clock = second % 86400;
    printf("10-%07" PRId64 ",%s %02d:%02d:%02d,%s", number, day, (int)(clock / 3600),
           (int)(clock / 60 % 60), (int)(clock % 60), PICK(r, problems));
    if (trust)
        printf(",%s", random_below(r, 5) == 0 ? "other" : "MDC");
    for (int i = 0; i < 3; i++)
        printf(",%d", random_below(r, 8) == 0);
    if (trust)
        printf(",%s", PICK(r, races));
    printf(",%s,%s,44.%06d,-93.%06d,%d,%s\n", PICK(r, races), PICK(r, sexes),
           900000 + (int)random_below(r, 100000), 200000 + (int)random_below(r, 100000),
           1 + (int)random_below(r, 5), PICK(r, places));
}

int main(int argc, char **argv)
{
    int64_t rows, first = 1;
    if (argc < 2 || !number_read_i64(argv[1], &rows)
        || (argc > 2 && !number_read_i64(argv[2], &first))) {
        fprintf(stderr, "load_bench: say ROWS [FIRST [trust]]\n");
        return 2;
    }
    bool trust = argc > 3 && strcmp(argv[3], "trust") == 0;
    struct random r = random_stream(2010, (uint64_t)first);
    printf(
        trust ? "idNum,date,problem,MDC,citationIssued,personSearch,vehicleSearch,preRace,race,"
                "gender,"
                "lat,long,policePrecinct,neighborhood\n"
              : "idNum,date,problem,citationIssued,personSearch,vehicleSearch,race,gender,lat,long,"
                "policePrecinct,neighborhood\n");
    for (int64_t i = 0; i < rows; i++)
        write_row(&r, first + i, trust);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
