/* No record that police or courts read or write can hold where a person comes from or with what
 * right a person is here. */

#include <string.h>

#include "base/text.h"
#include "sample_site.h"
#include "store/lens.h"
#include "t.h"

static const char *const justice[] = {
    "police",
    "detective",
    "records_clerk",
    "supervisor",
    "chief",
    "analyst",
    "internal_affairs",
    "hate_crime_detective",
    "prosecutor",
    "intelligence_analyst",
    "intelligence_supervisor",
    "training_unit",
    "quartermaster",
    "recruiter",
    "court_clerk",
    "judge",
    "probation_officer",
    "parole_officer",
    "pretrial_officer",
    "corrections_officer",
    "probation",
    "jail_officer",
    "diversion_court",
    "jail_manager",
    "public_defender",
    "reentry_coordinator",
    "youth_director",
};

// Words that a field about immigration status, citizenship or origin would have in its name.
static const char *const words[] = {
    "immigra",          "citizen",       "nationality", "alien",
    "deport",           "removal_",      "visa",        "undocumented",
    "country_of_birth", "birth_country", "birthplace",  "place_of_birth",
    "green_card",       "daca",
};

static bool has_word(const char *text)
{
    for (size_t i = 0; text != NULL && i < sizeof words / sizeof words[0]; i++)
        if (strstr(text, words[i]) != NULL)
            return true;
    return false;
}

static bool is_about_status(const struct field *f)
{
    return (f->class != NULL && text_equal(f->class, "immigration")) || has_word(f->name)
           || has_word(f->codes);
}

static bool may_hold(const struct packs *packs, const char *role, const struct record *r)
{
    struct question q = {.role = role};
    return lens_may_write(packs, role, r) || lens_record(packs, &q, r) != SIGHT_NONE;
}

/* Complains of every field about status in a record that the role reads or writes, and of every
 * field of the class that it sees. Gives how many fields were looked at. */
static int64_t check_role(const struct packs *packs, const char *role)
{
    int64_t looked = 0;
    for (size_t i = 0; i < packs->count; i++)
        for (size_t j = 0; j < packs->at[i]->records.count; j++) {
            const struct record *r = &packs->at[i]->records.at[j];
            struct question q = {.role = role};
            for (size_t k = 0; k < r->fields.count; k++) {
                const struct field *f = &r->fields.at[k];
                looked++;
                if (!is_about_status(f))
                    continue;
                if (may_hold(packs, role, r) && lens_field(packs, &q, r, f) != SIGHT_NONE)
                    t_failed(__FILE__, __LINE__, "%s sees %s.%s", role, r->name, f->name);
                if (lens_may_write(packs, role, r))
                    t_failed(__FILE__, __LINE__, "%s may write %s.%s", role, r->name, f->name);
            }
        }
    return looked;
}

/* Every pack beside the one that has the walls. */
TEST(no_police_or_justice_record_holds_immigration_status)
{
    struct arena a = {0};
    const struct text_list packs = sample_packs(&a);
    int64_t looked = 0;
    CHECK(packs.count >= 5);
    for (size_t p = 0; p < packs.count; p++) {
        const struct site *s = sample_site_beside(&a, packs.at[p], "welcome");
        for (size_t i = 0; i < sizeof justice / sizeof justice[0]; i++)
            looked += check_role(&s->packs, justice[i]);
    }
    CHECK(looked > 20000);
    arena_free(&a);
}

// Even where another line would open the record, the wall stands: counting groups is refused, too.
TEST(police_and_justice_are_walled_from_what_a_request_says_of_removal)
{
    struct arena a = {0};
    const struct site *s = sample_site(&a, "welcome");
    const struct record *r = packs_record(&s->packs, "certification_request");
    NEED(r != NULL);
    for (size_t i = 0; i < sizeof justice / sizeof justice[0]; i++) {
        const struct question q = {.role = justice[i], .aggregate = true};
        CHECK(lens_field(&s->packs, &q, r, record_field(r, "in_removal")) == SIGHT_NONE);
        CHECK(
            !lens_may_write(&s->packs, justice[i], packs_record(&s->packs, "earned_status_case")));
    }
    arena_free(&a);
}
