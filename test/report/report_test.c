#include "report/report.h"

#include "../golden.h"
#include "answer/chart.h"
#include "made_up_view.h"
#include "report/asset.h"
#include "t.h"

static const char *rendered(struct arena *a)
{
    struct error err = {0};
    const char *page;
    size_t length;
    NEED_OK(report_render(a, made_up_view(a), &page, &length, &err), err);
    CHECK_INT(strlen(page), length);
    return page;
}

// The page without the scripts and styles that are put inside.
static const char *body_of(struct arena *a, const char *page)
{
    const char *from = strstr(page, "<body>"), *to = strstr(page, "<script>");
    NEED(from != NULL && to != NULL && from < to);
    return arena_text_n(a, from, (size_t)(to - from));
}

TEST(the_report_is_as_on_file)
{
    struct arena a = {0};
    t_golden("report.html", body_of(&a, rendered(&a)));
    arena_free(&a);
}

TEST(the_report_asks_nothing_from_the_network)
{
    struct arena a = {0};
    const char *page = rendered(&a), *body = body_of(&a, page);
    static const char *const asking[] = {" src=",  "<link",   "<iframe",  "<object",
                                         "<embed", "@import", "srcset=",  "http-equiv",
                                         "<form",  " style=", " onerror="};
    for (const char *tag = body; (tag = strchr(tag, '<')) != NULL; tag++) {
        const char *end = strchr(tag, '>');
        NEED(end != NULL);
        char *whole = arena_text_n(&a, tag, (size_t)(end - tag + 1));
        bool quoted = false; // values are text; only names of attributes can ask
        for (char *at = whole; *at != '\0'; at++) {
            if (*at == '"')
                quoted = !quoted;
            else if (quoted)
                *at = '.';
        }
        for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
            if (strstr(whole, asking[i]) != NULL)
                t_failed(__FILE__, __LINE__, "%s", whole);
    }
    for (const char *url = page;
         (url = strstr(url, "url(")) != NULL && url < strstr(page, "</style>"); url++)
        CHECK(strncmp(url, "url(data:", 9) == 0 || strncmp(url, "url(#", 5) == 0);
    for (const char *href = body; (href = strstr(href, "href=\"")) != NULL; href++)
        CHECK(href[6] == '#');
    CHECK_HAS(page, "default-src 'none'");
    CHECK_HAS(page, "University of Washington Interactive Data Lab"); // the licence of Vega
    CHECK(strstr(page, "unsafe-eval") == NULL);
    arena_free(&a);
}

TEST(hostile_text_stands_in_the_report_as_text)
{
    struct arena a = {0};
    const char *page = body_of(&a, rendered(&a));
    CHECK(strstr(page, "<img") == NULL);
    CHECK(strstr(page, "onerror=\"") == NULL);
    CHECK_HAS(page,
              "&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; ");
    CHECK(strchr(page, '\x01') == NULL);
    arena_free(&a);
}

static size_t count_of(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        n++;
    return n;
}

TEST(every_chart_has_its_title_its_description_and_its_table)
{
    struct arena a = {0};
    const char *body = body_of(&a, rendered(&a));
    size_t figures = count_of(body, "<figure class=\"chart chart-");
    CHECK_INT(figures, 14);
    CHECK_INT(count_of(body, "<figcaption><strong id="), figures);
    CHECK_INT(count_of(body, "class=\"chart-spec\""), figures - 1); // one is not drawable
    CHECK(count_of(body, "<table>") >= figures);
    CHECK_INT(count_of(body, "<table>"), count_of(body, "<caption>"));
    CHECK_INT(count_of(body, "<h1>"), 1);
    CHECK_INT(count_of(body, "<details"), count_of(body, "</details>"));
    CHECK_INT(count_of(body, "<section"), count_of(body, "</section>"));
    arena_free(&a);
}

TEST(a_report_of_nothing_says_so)
{
    struct arena a = {0};
    struct error err = {0};
    const char *page;
    size_t length;
    struct report_view v = {.site = "Riverton", .as_of = "2026-01-31"};
    NEED_OK(report_render(&a, &v, &page, &length, &err), err);
    CHECK_HAS(page, "What nobody recorded cannot be seen from here.");
    arena_free(&a);
}

TEST(a_chart_that_does_not_fit_its_table_names_its_measure)
{
    struct arena a = {0};
    struct error err = {0};
    const char *page = "as before";
    size_t length;
    struct report_view v = *made_up_view(&a);
    struct result broken = *v.programmes.at[0].results.at[0];
    struct result_chart c = broken.charts.at[0];
    c.y = "nothing";
    broken.charts.at = &c;
    v.programmes.at[0].results.at[0] = &broken;
    CHECK(!report_render(&a, &v, &page, &length, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "programme trust");
    CHECK_HAS(err.text, "measure force.rate_by_race");
    CHECK_TEXT(page, "as before");
    arena_free(&a);
}

TEST(every_asset_is_whole_and_the_table_is_in_order)
{
    struct arena a = {0};
    size_t sum = 0;
    for (const struct asset *asset = asset_table; asset->name != NULL; asset++) {
        struct error err = {0};
        const char *text;
        size_t length;
        NEED_OK(asset_read(&a, asset->name, &text, &length, &err), err);
        CHECK_INT(length, asset->size);
        CHECK(length > 0 && text[length] == '\0');
        CHECK(asset_find(asset->name) == asset);
        CHECK(asset[1].name == NULL || strcmp(asset->name, asset[1].name) < 0);
        sum += asset->length;
    }
    CHECK(sum < 2 << 20);
    struct error err = {0};
    const char *text;
    CHECK(asset_find("nothing.js") == NULL);
    CHECK(!asset_read(&a, "nothing.js", &text, NULL, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    arena_free(&a);
}

TEST(a_map_of_states_draws_the_shapes_inside)
{
    struct arena a = {0};
    struct error err = {0};
    struct result_table t = {0};
    table_column(&a, &t, "state", "State", COLUMN_TEXT);
    table_column(&a, &t, "money", "Money", COLUMN_MONEY);
    static const char *const states[] = {"06", "27", "48"};
    for (size_t i = 0; i < 3; i++) {
        table_text(&a, &t, states[i]);
        table_integer(&a, &t, (int64_t)(i + 1) * 100000000);
    }
    struct result_chart c = {.kind = CHART_MAP,
                             .table = &t,
                             .x = "state",
                             .y = "money",
                             .title = "Awards",
                             .description = "Three states."};
    const char *spec;
    NEED_OK(asset_read(&a, "us-states.json", &c.areas, NULL, &err), err);
    NEED_OK(chart_text(&a, &c, CHART_ALONE, &spec, &err), err);
    CHECK_HAS(spec, "\"feature\": \"states\"");
    CHECK_HAS(spec, "\"type\": \"albersUsa\"");
    CHECK_HAS(spec, "\"says\": \"Minnesota: $2,000,000\"");
    arena_free(&a);
}
