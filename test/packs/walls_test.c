/* The walls of the packs hold for every role that has one, and what is published can be seen. */

#include <string.h>

#include "answer/measure.h"
#include "base/text.h"
#include "sample_site.h"
#include "t.h"

static void ask_as(struct site *s, const char *role)
{
    struct question q = s->question;
    struct error err = {0};
    q.role = role;
    q.user = "someone";
    q.aggregate = true; // only numbers of groups are asked for
    NEED_OK(site_ask(s, &q, &err), err);
}

static bool is_answered(struct arena *a, struct site *s, const struct measure *m, struct error *err)
{
    const struct measure_ask how = {0};
    struct result r = {0};
    return measure_answer(s, a, m, &how, &r, err);
}

// Every role with a wall line for a record is refused a measure that reads the record.
static int64_t check_wall(struct arena *a, struct site *s, const char *record, const char *measure)
{
    const struct measure *m = packs_measure(&s->packs, measure);
    int64_t walls = 0;
    NEED(m != NULL);
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->access.count; j++) {
            const struct access_line *line = &s->packs.at[i]->access.at[j];
            if ((line->may & MAY_WALL) == 0 || !text_equal(line->record, record))
                continue;
            struct error err = {0};
            walls++;
            ask_as(s, line->role);
            CHECK(!is_answered(a, s, m, &err));
            if (err.kind != ERROR_FORBIDDEN)
                t_failed(__FILE__, __LINE__, "%s as %s: %s", measure, line->role, err.text);
        }
    return walls;
}

static bool has_wall(const struct site *s, const char *role, const char *record)
{
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->access.count; j++) {
            const struct access_line *line = &s->packs.at[i]->access.at[j];
            if ((line->may & MAY_WALL) != 0 && text_equal(line->role, role)
                && text_equal(line->record, record))
                return true;
        }
    return false;
}

TEST(no_police_role_reads_outreach_or_hospital)
{
    static const char *const police[] = {"police",           "detective",  "records_clerk",
                                         "analyst",          "supervisor", "chief",
                                         "internal_affairs", "prosecutor"};
    static const char *const walled[] = {"participant", "contact",  "conflict",
                                         "mediation",   "referral", "hospital_response"};
    struct arena a = {0};
    struct site *s = sample_site(&a, "violence");
    for (size_t i = 0; i < sizeof police / sizeof police[0]; i++)
        for (size_t j = 0; j < sizeof walled / sizeof walled[0]; j++)
            if (!has_wall(s, police[i], walled[j]))
                t_failed(__FILE__, __LINE__, "%s has no wall before %s", police[i], walled[j]);
    CHECK(check_wall(&a, s, "mediation", "mediation.outcomes") > 10);
    CHECK(check_wall(&a, s, "referral", "referral.started") > 10);
    CHECK(check_wall(&a, s, "hospital_response", "hospital.accepted") > 10);
    arena_free(&a);
}

TEST(discipline_never_reads_wellness)
{
    struct arena a = {0};
    struct site *s = sample_site(&a, "trust");
    CHECK(has_wall(s, "internal_affairs", "wellness_contact"));
    CHECK(has_wall(s, "internal_affairs", "support_offer"));
    CHECK(has_wall(s, "internal_affairs", "officer_month"));
    CHECK(check_wall(&a, s, "wellness_contact", "wellness.contacts") > 1);
    CHECK(check_wall(&a, s, "support_offer", "support.outcomes") > 1);
    arena_free(&a);
}

TEST(engagement_is_not_for_gathering_intelligence)
{
    struct arena a = {0};
    struct site *s = sample_site(&a, "homeland");
    CHECK(has_wall(s, "community_liaison", "suspicious_activity"));
    CHECK(check_wall(&a, s, "suspicious_activity", "sar.by_behavior") > 2);
    CHECK(check_wall(&a, s, "intelligence_subject", "intelligence.audit") > 2);
    arena_free(&a);
}

TEST(no_police_role_reads_health)
{
    static const char *const police[] = {"police",     "detective",       "records_clerk",
                                         "supervisor", "chief",           "analyst",
                                         "prosecutor", "internal_affairs"};
    static const char *const walled[] = {
        "jail_screening", "suicide_screen", "treatment_episode",  "competency_order",
        "emergency_hold", "consent",        "patient_disclosure", "service_request"};
    struct arena a = {0};
    struct site *s = sample_site(&a, "care");
    for (size_t i = 0; i < sizeof police / sizeof police[0]; i++)
        for (size_t j = 0; j < sizeof walled / sizeof walled[0]; j++)
            if (!has_wall(s, police[i], walled[j]))
                t_failed(__FILE__, __LINE__, "%s has no wall before %s", police[i], walled[j]);
    CHECK(check_wall(&a, s, "*", "stepping_up.booked") > 30); // reads a field of the class health
    CHECK(check_wall(&a, s, "jail_screening", "screening.positive_share") > 10);
    CHECK(check_wall(&a, s, "treatment_episode", "treatment.completed") > 10);
    CHECK(check_wall(&a, s, "patient_disclosure", "disclosure.kinds") > 10);
    arena_free(&a);
}

TEST(no_police_role_reads_youth_or_reentry)
{
    static const char *const police[] = {"police",     "detective",       "records_clerk",
                                         "supervisor", "chief",           "analyst",
                                         "prosecutor", "internal_affairs"};
    static const char *const walled[] = {
        "youth_application", "youth_enrolment", "attendance", "reentry_plan",
        "reentry_need",      "reentry_service", "job",        "housing_stay"};
    struct arena a = {0};
    struct site *s = sample_site(&a, "justice");
    for (size_t i = 0; i < sizeof police / sizeof police[0]; i++)
        for (size_t j = 0; j < sizeof walled / sizeof walled[0]; j++)
            if (!has_wall(s, police[i], walled[j]))
                t_failed(__FILE__, __LINE__, "%s has no wall before %s", police[i], walled[j]);
    CHECK(check_wall(&a, s, "youth_application", "youth.drawn") > 10);
    CHECK(check_wall(&a, s, "reentry_need", "reentry.needs_met") > 10);
    arena_free(&a);
}

TEST(no_justice_record_holds_immigration)
{
    static const char *const words[] = {"immigra", "alien",  "citizen",
                                        "visa",    "deport", "detainer"};
    struct arena a = {0};
    struct site *s = sample_site(&a, "justice");
    const struct pack *p = packs_pack(&s->packs, "justice");
    CHECK(p->records.count > 20);
    for (size_t i = 0; i < p->records.count; i++)
        for (size_t j = 0; j < p->records.at[i].fields.count; j++) {
            const struct field *f = &p->records.at[i].fields.at[j];
            CHECK(f->class == NULL || !text_equal(f->class, "immigration"));
            for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
                if (strstr(f->name, words[w]) != NULL)
                    t_failed(__FILE__, __LINE__, "%s.%s", p->records.at[i].name, f->name);
        }
    arena_free(&a);
}

static double events_seen(struct arena *a, struct site *s, const char *role, const char *measure)
{
    struct question q = s->question;
    const struct measure_ask how = {0};
    struct result r = {0};
    struct error err = {0};
    double sum = 0;
    q.role = role;
    q.user = "someone";
    q.aggregate = false;
    NEED_OK(site_ask(s, &q, &err), err);
    NEED_OK(measure_answer(s, a, packs_measure(&s->packs, measure), &how, &r, &err), err);
    int column = table_find(&r.main, "events");
    NEED(column >= 0);
    for (size_t i = 0; i < table_rows(&r.main); i++)
        if (table_cell(&r.main, i, (size_t)column)->kind == CELL_INTEGER)
            sum += (double)table_cell(&r.main, i, (size_t)column)->integer;
    return sum;
}

TEST(treatment_is_seen_with_consent_only)
{
    struct arena a = {0};
    struct site *s = sample_site(&a, "care");
    (void)sample_load(&a, s);
    double all = events_seen(&a, s, NULL, "intercept.referred");
    double coordinator = events_seen(&a, s, "care_coordinator", "intercept.referred");
    double probation = events_seen(&a, s, "probation", "intercept.referred");
    CHECK(probation > 0 && probation < coordinator && coordinator < all);
    arena_free(&a);
}

TEST(sealed_charges_are_seen_by_the_court_only)
{
    struct arena a = {0};
    struct site *s = sample_site(&a, "justice");
    (void)sample_load(&a, s);
    CHECK(events_seen(&a, s, "court_clerk", "clearance.cleared") == 1);
    CHECK(events_seen(&a, s, "prosecutor", "clearance.cleared") == 0);
    arena_free(&a);
}

TEST(the_public_sees_every_measure_that_is_public)
{
    static const char *const packs[] = {"trust",   "homeland", "violence", "care",
                                        "justice", "welcome",  "grants"};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof packs / sizeof packs[0]; i++) {
        struct site *s = sample_site(&a, packs[i]);
        const struct pack *p = packs_pack(&s->packs, packs[i]);
        ask_as(s, "public");
        for (size_t j = 0; j < p->measures.count; j++) {
            struct error err = {0};
            const struct measure *m = &p->measures.at[j];
            if (m->is_public && !is_answered(&a, s, m, &err) && err.kind == ERROR_FORBIDDEN)
                t_failed(__FILE__, __LINE__, "%s: %s", m->block.name, err.text);
        }
    }
    arena_free(&a);
}
