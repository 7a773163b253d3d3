#include "web/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <malloc.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "base/words.h"
#include "intake/load.h"
#include "web/answer.h"
#include "web/route.h"

enum {
    MOST_CONNECTIONS = 4000,
    IDLE_SECONDS = 30,
    MOST_BODY_SECONDS = 15,  // for a form; a file may take longer, at SLOWEST
    SLOWEST = 16 * 1024,     // bytes a second of a file, on average
    HEAD_MEMORY = 16 * 1024, // of a connection: its head must fit
    MOST_WAITING = 200,
    MOST_KEPT = 64,
    MOST_KEPT_BYTES = 4 << 20,
    MOST_JOBS = 8,
};

enum phase {
    PHASE_HEAD,    // the head came
    PHASE_ASKING,  // a worker is asked whether the body may come
    PHASE_BODY,    // the body comes
    PHASE_WORKING, // a worker answers
    PHASE_DONE,    // the reply is there
};

/* One request, from its first line until its reply is sent. */
struct exchange {
    struct arena arena;
    struct server *server;
    struct MHD_Connection *connection;
    enum phase phase;
    const char *uri;
    struct request rq;
    struct buf body;
    struct MHD_PostProcessor *parts; // of a form with a file
    FILE *file;
    int64_t came_us, bytes;
    bool refused;
    struct exchange *next; // in the queue
};

struct kept {
    char *key, *text;
    int64_t position, used;
};

struct waiting_job {
    struct job job;
    char *path, *role, *actor, *purpose, *map, *name;
};

struct server {
    struct arena *arena;
    struct server_options options;
    struct MHD_Daemon *daemon;
    int port;
    pthread_t workers[16], loader;
    int worker_count;
    bool stopping, loader_runs;

    pthread_mutex_t lock; // of what follows
    pthread_cond_t some, some_job;
    struct exchange *first, *last;
    int waiting;
    struct kept kept[MOST_KEPT];
    size_t kept_bytes;
    int64_t uses;
    struct waiting_job jobs[MOST_JOBS];
    int64_t jobs_made, jobs_begun;
};

struct instant server_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct instant){(int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000};
}

const struct server_options *server_options(const struct server *s)
{
    return &s->options;
}

bool server_is_secure(const struct server *s)
{
    return s->options.proxy || s->options.certificate != NULL;
}

int server_port(const struct server *s)
{
    return s->port;
}

const char *server_url(struct arena *a, const struct server *s)
{
    return arena_printf(a, "%s://%s:%d", s->options.certificate != NULL ? "https" : "http",
                        s->options.address, s->port);
}

/* ---- what is kept
 * --------------------------------------------------------------------------------- */

const char *server_kept(struct server *s, struct arena *a, const char *key, int64_t position)
{
    const char *text = NULL;
    pthread_mutex_lock(&s->lock);
    for (int i = 0; i < MOST_KEPT && text == NULL; i++)
        if (s->kept[i].key != NULL && s->kept[i].position == position
            && strcmp(s->kept[i].key, key) == 0) {
            s->kept[i].used = ++s->uses;
            text = arena_text(a, s->kept[i].text);
        }
    pthread_mutex_unlock(&s->lock);
    return text;
}

static void forget(struct server *s, struct kept *k)
{
    if (k->key == NULL)
        return;
    s->kept_bytes -= strlen(k->text);
    free(k->key); // memory that no piece of work owns: it outlives requests
    free(k->text);
    *k = (struct kept){0};
}

void server_keep(struct server *s, const char *key, int64_t position, const char *text)
{
    size_t length = strlen(text);
    if (length > MOST_KEPT_BYTES / 4)
        return;
    char *key_copy = strdup(key), *copy = strdup(text);
    if (key_copy == NULL || copy == NULL) {
        free(key_copy);
        free(copy);
        return;
    }
    pthread_mutex_lock(&s->lock);
    struct kept *to = &s->kept[0];
    for (int i = 0; i < MOST_KEPT; i++) {
        if (s->kept[i].key != NULL
            && (s->kept[i].position != position || strcmp(s->kept[i].key, key) == 0))
            forget(s, &s->kept[i]);
        if (s->kept[i].used < to->used)
            to = &s->kept[i];
    }
    forget(s, to);
    for (int i = 0; i < MOST_KEPT && s->kept_bytes + length > MOST_KEPT_BYTES; i++)
        forget(s, &s->kept[i]);
    *to = (struct kept){key_copy, copy, position, ++s->uses};
    s->kept_bytes += length;
    pthread_mutex_unlock(&s->lock);
}

/* ---- the queue
 * ------------------------------------------------------------------------------------ */

static bool queue_put(struct server *s, struct exchange *x)
{
    pthread_mutex_lock(&s->lock);
    bool room = s->waiting < MOST_WAITING && !s->stopping;
    if (room) {
        x->next = NULL;
        if (s->last != NULL)
            s->last->next = x;
        else
            s->first = x;
        s->last = x;
        s->waiting++;
        pthread_cond_signal(&s->some);
    }
    pthread_mutex_unlock(&s->lock);
    return room;
}

static struct exchange *queue_take(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    bool gave_back = false;
    while (s->first == NULL && !s->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += 2;
        if (gave_back) {
            pthread_cond_wait(&s->some, &s->lock);
        } else if (pthread_cond_timedwait(&s->some, &s->lock, &until) == ETIMEDOUT) {
            // Nobody asks: what large answers took goes back to the system.
            pthread_mutex_unlock(&s->lock);
            malloc_trim(0);
            pthread_mutex_lock(&s->lock);
            gave_back = true;
        }
    }
    struct exchange *x = s->first;
    if (x != NULL) {
        s->first = x->next;
        if (s->first == NULL)
            s->last = NULL;
        s->waiting--;
    }
    pthread_mutex_unlock(&s->lock);
    return x;
}

static void write_log(const struct exchange *x)
{
    const struct route *r = x->rq.route;
    if (x->server->options.quiet)
        return;
    // The path as the route names it: an address may hold a key or a secret.
    fprintf(stderr, "method=%s route=%s status=%d bytes=%zu ms=%" PRId64 "\n",
            r == NULL ? "-" : r->method, r == NULL ? "none" : r->path, x->rq.reply.status,
            x->rq.reply.length, (server_now().us - x->came_us) / 1000);
}

/* A worker's handle of the site, opened anew when the packs change. */
struct worker {
    struct arena arena;
    struct site *site;
    int64_t packs;   // the entry that put them there
    char asked[200]; // the question that the views of the lens stand for
};

static bool worker_ready(struct worker *w, struct server *s, struct error *err)
{
    struct rows rows;
    if (w->site != NULL) {
        if (!store_select(w->site->store, &rows, "SELECT max(entry) FROM ward_pack", BIND_NOTHING,
                          err))
            return false;
        int64_t packs = store_next(&rows) ? rows_i64(&rows, 0) : 0;
        if (!store_done(&rows, err))
            return false;
        if (packs == w->packs)
            return true;
        arena_free(&w->arena);
        w->site = NULL;
    }
    *w->asked = '\0';
    if (!site_open(&w->arena, s->options.db, STORE_WRITE, server_now(), &w->site, err)
        || !store_script(w->site->store, "PRAGMA cache_size = -3000", err)
        || !store_select(w->site->store, &rows, "SELECT max(entry) FROM ward_pack", BIND_NOTHING,
                         err)) {
        w->site = NULL;
        arena_free(&w->arena);
        return false;
    }
    w->packs = store_next(&rows) ? rows_i64(&rows, 0) : 0;
    return store_done(&rows, err);
}

static void *work(void *context)
{
    struct server *s = context;
    struct worker w = {0};
    struct exchange *x;
    while ((x = queue_take(s)) != NULL) {
        struct error err = {0};
        bool asking = x->phase == PHASE_ASKING;
        x->rq.now = server_now();
        if (!worker_ready(&w, s, &err)) {
            answer_failure(&x->rq, &err);
            x->refused = true;
        } else {
            x->rq.site = w.site;
            x->rq.asked = w.asked;
            x->rq.asked_room = sizeof w.asked;
            if (asking)
                x->refused = !answer_may_come(&x->rq);
            else
                answer(&x->rq);
        }
        // What the site's own arena took for this question is little; its views are made anew.
        if (!asking || x->refused) {
            write_log(x);
            x->phase = PHASE_DONE;
        }
        MHD_resume_connection(x->connection);
    }
    arena_free(&w.arena);
    return NULL;
}

/* ---- loads
 * ---------------------------------------------------------------------------------------- */

static void note_progress(void *context, int64_t rows)
{
    struct waiting_job *w = context;
    __atomic_store_n(&w->job.rows, rows, __ATOMIC_RELAXED);
}

static void run_job(struct server *s, struct waiting_job *w)
{
    struct arena a = {0};
    struct site *site;
    struct error err = {0};
    struct load_result r = {0};
    const struct load_options how = {.progress = note_progress, .context = w};
    const struct act act = {w->actor, w->purpose, server_now()};
    const struct map *map = NULL;
    bool ok = site_open(&a, s->options.db, STORE_WRITE, act.at, &site, &err);
    if (ok) {
        map = packs_map(&site->packs, w->map);
        ok = map != NULL || error_set(&err, ERROR_NOT_FOUND, "there is no map %s", w->map);
    }
    ok = ok && load_file(site, &a, map, w->path, &how, &act, &r, &err);
    pthread_mutex_lock(&s->lock);
    struct job *j = &w->job;
    j->state = ok ? JOB_DONE : JOB_FAILED;
    if (ok) {
        j->rows = r.read;
        j->entry = r.entry;
        j->accepted = r.accepted;
        j->amended = r.amended;
        j->same = r.same;
        j->rejected = r.rejected;
        j->warnings = r.warnings;
        j->loaded_before = r.loaded_before;
    } else {
        // The path of our own copy of the file says nothing to who sent it.
        const char *text = text_starts(err.text, "loading /") ? strstr(err.text, ": ") : NULL;
        snprintf(j->why, sizeof j->why, "%.*s", (int)sizeof j->why - 1,
                 text == NULL ? err.text : text + 2);
    }
    pthread_mutex_unlock(&s->lock);
    unlink(w->path);
    arena_free(&a);
    malloc_trim(0);
}

static void *load_jobs(void *context)
{
    struct server *s = context;
    for (;;) {
        pthread_mutex_lock(&s->lock);
        while (s->jobs_begun == s->jobs_made && !s->stopping)
            pthread_cond_wait(&s->some_job, &s->lock);
        struct waiting_job *w = s->stopping ? NULL : &s->jobs[s->jobs_begun % MOST_JOBS];
        if (w != NULL) {
            w->job.state = JOB_RUNNING;
            s->jobs_begun++;
        }
        pthread_mutex_unlock(&s->lock);
        if (w == NULL)
            return NULL;
        run_job(s, w);
    }
}

static void free_job(struct waiting_job *w)
{
    free(w->path);
    free(w->role);
    free(w->actor);
    free(w->purpose);
    free(w->map);
    free(w->name);
    *w = (struct waiting_job){0};
}

bool server_load(struct server *s, int64_t user, const char *role, const char *map,
                 const char *path, const char *name, const struct act *act, int64_t *id,
                 struct error *err)
{
    bool ok = true;
    pthread_mutex_lock(&s->lock);
    struct waiting_job *w = &s->jobs[s->jobs_made % MOST_JOBS];
    if (s->stopping || (w->job.id != 0 && w->job.state < JOB_DONE)) {
        ok = error_set(err, ERROR_CONFLICT, "%s",
                       _("Too many files wait to be loaded. Try again when one is done."));
    } else {
        free_job(w);
        *w = (struct waiting_job){.job = {.id = s->jobs_made + 1, .user = user},
                                  .path = strdup(path),
                                  .role = strdup(role),
                                  .actor = strdup(act->actor),
                                  .purpose = strdup(act->purpose),
                                  .map = strdup(map),
                                  .name = strdup(name)};
        *id = ++s->jobs_made;
        pthread_cond_signal(&s->some_job);
    }
    pthread_mutex_unlock(&s->lock);
    return ok;
}

bool server_job(struct server *s, int64_t id, int64_t user, struct job *out)
{
    bool found = false;
    pthread_mutex_lock(&s->lock);
    for (int i = 0; i < MOST_JOBS; i++)
        if (s->jobs[i].job.id == id && s->jobs[i].job.user == user && id > 0) {
            *out = s->jobs[i].job;
            found = true;
        }
    pthread_mutex_unlock(&s->lock);
    return found;
}

/* ---- what comes from the network
 * ------------------------------------------------------------------- */

static void *begin_exchange(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct exchange *x = calloc(1, sizeof *x); // freed in end_exchange
    if (x == NULL)
        return NULL;
    x->server = context;
    x->connection = connection;
    x->uri = arena_text(&x->arena, uri);
    x->came_us = server_now().us;
    return x;
}

static void end_exchange(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode why)
{
    (void)context;
    (void)connection;
    (void)why;
    struct exchange *x = *state;
    if (x == NULL)
        return;
    if (x->parts != NULL)
        MHD_destroy_post_processor(x->parts);
    if (x->file != NULL)
        fclose(x->file);
    if (x->rq.upload.path != NULL)
        unlink(x->rq.upload.path); // a file that was taken over is not there under this name
    arena_free(&x->arena);
    free(x);
    *state = NULL;
}

static const char *header(struct exchange *x, const char *name)
{
    const char *value = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);
    return value == NULL || !text_is_utf8(value, strlen(value), NULL)
               ? NULL
               : arena_text(&x->arena, value);
}

static void read_head(struct exchange *x, const char *method)
{
    struct request *rq = &x->rq;
    rq->server = x->server;
    rq->arena = &x->arena;
    rq->method = arena_text(&x->arena, method);
    rq->cookies = header(x, "Cookie");
    rq->language_wanted = header(x, "Accept-Language");
    rq->if_none_match = header(x, "If-None-Match");
    rq->origin = header(x, "Origin");
    rq->host = header(x, "Host");
    rq->fetch_site = header(x, "Sec-Fetch-Site");
    rq->type = header(x, "Content-Type");
    const char *authorization = header(x, "Authorization");
    if (authorization != NULL && strncasecmp(authorization, "Bearer ", 7) == 0)
        rq->bearer = authorization + 7;
    const char *encoding = header(x, "Accept-Encoding");
    rq->gzip_wanted = encoding != NULL && strstr(encoding, "gzip") != NULL;
}

static void refuse(struct exchange *x, int status, const char *words)
{
    x->rq.reply = (struct reply){.status = status,
                                 .type = "text/plain; charset=utf-8",
                                 .body = words,
                                 .length = strlen(words)};
    x->refused = true;
    x->phase = PHASE_DONE;
    write_log(x);
}

// A part of a form with a file: fields to the form, the file to the disk.
static enum MHD_Result take_part(void *context, enum MHD_ValueKind kind, const char *key,
                                 const char *filename, const char *type, const char *encoding,
                                 const char *data, uint64_t offset, size_t size)
{
    (void)kind;
    (void)type;
    (void)encoding;
    struct exchange *x = context;
    struct request *rq = &x->rq;
    if (filename == NULL) {
        if (offset != 0 || size > 4000 || rq->form.count >= 50
            || !text_is_utf8(data == NULL ? "" : data, size, NULL)
            || !text_is_utf8(key, strlen(key), NULL))
            return MHD_NO;
        struct form_pair *pair = list_add(&x->arena, &rq->form);
        pair->name = arena_text(&x->arena, key);
        pair->value = text_nfc(&x->arena, arena_text_n(&x->arena, data == NULL ? "" : data, size));
        return MHD_YES;
    }
    if (rq->upload.path == NULL) {
        // The token stands before the file: no stranger's file is written.
        if (!answer_token_fits(rq))
            return MHD_NO;
        char *path = arena_printf(&x->arena, "%s/ward-upload-XXXXXX",
                                  getenv("TMPDIR") == NULL ? "/tmp" : getenv("TMPDIR"));
        int file = mkstemp(path);
        if (file < 0 || (x->file = fdopen(file, "w")) == NULL)
            return MHD_NO;
        const char *slash = strrchr(filename, '/'), *back = strrchr(filename, '\\');
        const char *name = slash > back ? slash : back;
        name = name == NULL ? filename : name + 1;
        rq->upload.path = path;
        rq->upload.name =
            text_is_utf8(name, strlen(name), NULL) ? arena_text(&x->arena, name) : "file";
    }
    if (size > 0 && fwrite(data, 1, size, x->file) != size)
        return MHD_NO;
    rq->upload.bytes += (int64_t)size;
    return MHD_YES;
}

static bool is_too_slow(const struct exchange *x)
{
    int64_t seconds = (server_now().us - x->came_us) / 1000000;
    if (x->parts == NULL)
        return seconds > MOST_BODY_SECONDS;
    return seconds > MOST_BODY_SECONDS && x->bytes / seconds < SLOWEST;
}

static enum MHD_Result take_body(struct exchange *x, const char *data, size_t size)
{
    x->bytes += (int64_t)size;
    if (x->refused)
        return MHD_YES; // read and thrown away, so that the reply can be sent
    if (is_too_slow(x))
        return MHD_NO;
    if (x->parts != NULL) {
        if (x->bytes > x->server->options.most_upload)
            refuse(x, 413, "The file is larger than this server takes.\n");
        else if (MHD_post_process(x->parts, data, size) != MHD_YES)
            refuse(x, 400, "The form could not be read, or the disk is full.\n");
        return MHD_YES;
    }
    buf_bytes(&x->body, data, size);
    if (x->body.overflowed)
        refuse(x, 413, "The form is too large.\n");
    return MHD_YES;
}

static enum MHD_Result ask_worker(struct exchange *x, enum phase phase)
{
    x->phase = phase;
    MHD_suspend_connection(x->connection);
    if (queue_put(x->server, x))
        return MHD_YES;
    refuse(x, 503, "The server is busy. Try again in a few seconds.\n");
    x->rq.reply.retry = "5";
    MHD_resume_connection(x->connection);
    return MHD_YES;
}

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' "
    "data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static enum MHD_Result send_reply(struct exchange *x)
{
    const struct reply *r = &x->rq.reply;
    struct MHD_Response *response = MHD_create_response_from_buffer(
        r->length, (void *)(uintptr_t)(r->body == NULL ? "" : r->body), MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type",
                            r->type == NULL ? "text/html; charset=utf-8" : r->type);
    MHD_add_response_header(response, "Content-Security-Policy", policy);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Referrer-Policy", "same-origin");
    MHD_add_response_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    MHD_add_response_header(response, "Permissions-Policy",
                            "camera=(), geolocation=(), microphone=()");
    MHD_add_response_header(response, "Cache-Control",
                            r->shared         ? "public, max-age=3600"
                            : r->etag != NULL ? "private, no-cache"
                                              : "no-store");
    if (server_is_secure(x->server))
        MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000");
    if (r->location != NULL)
        MHD_add_response_header(response, "Location", r->location);
    if (r->cookie != NULL)
        MHD_add_response_header(response, "Set-Cookie", r->cookie);
    if (r->etag != NULL)
        MHD_add_response_header(response, "ETag", r->etag);
    if (r->retry != NULL)
        MHD_add_response_header(response, "Retry-After", r->retry);
    if (r->gzip)
        MHD_add_response_header(response, "Content-Encoding", "gzip");
    if (r->name != NULL)
        MHD_add_response_header(response, "Content-Disposition",
                                arena_printf(&x->arena, "attachment; filename=\"%s\"", r->name));
    enum MHD_Result result =
        MHD_queue_response(x->connection, (unsigned)(r->status == 0 ? 200 : r->status), response);
    MHD_destroy_response(response);
    return result;
}

// The head of a request: what it is, and whether its body may come.
static enum MHD_Result take_head(struct exchange *x, const char *method)
{
    struct error err = {0};
    bool other;
    read_head(x, method);
    x->phase = PHASE_BODY;
    bool posts = text_equal(method, "POST");
    if (!posts && !text_equal(method, "GET") && !text_equal(method, "HEAD")) {
        refuse(x, 405, "GET, HEAD and POST are understood here.\n");
        return send_reply(x);
    }
    if (!uri_read(&x->arena, x->uri, &x->rq.uri, &err)) {
        refuse(x, 400, "The address is broken.\n");
        return send_reply(x);
    }
    x->rq.route = route_find(routes, method, &x->rq.uri.segments, x->rq.param, &other);
    if (other && x->rq.route == NULL) {
        refuse(x, 405, "This address is not to be used like that.\n");
        return send_reply(x);
    }
    x->body = buf_make(&x->arena, 256 * 1024);
    bool file = x->rq.route != NULL && (x->rq.route->flags & ROUTE_UPLOAD) != 0;
    const char *length = header(x, "Content-Length");
    int64_t bytes = 0;
    if (length != NULL && !number_read_i64(length, &bytes))
        bytes = INT64_MAX;
    if (bytes > (file ? x->server->options.most_upload : 256 * 1024)) {
        refuse(x, 413,
               file ? "The file is larger than this server takes.\n" : "The form is too large.\n");
        return send_reply(x);
    }
    if (!posts || !file)
        return MHD_YES;
    x->parts = MHD_create_post_processor(x->connection, 64 * 1024, take_part, x);
    if (x->parts == NULL) {
        refuse(x, 400, "A form with a file was expected (multipart/form-data).\n");
        return send_reply(x);
    }
    return ask_worker(x, PHASE_ASKING);
}

static enum MHD_Result take(void *context, struct MHD_Connection *connection, const char *url,
                            const char *method, const char *version, const char *data, size_t *size,
                            void **state)
{
    (void)context;
    (void)connection;
    (void)url;
    (void)version;
    struct exchange *x = *state;
    if (x == NULL)
        return MHD_NO;
    switch (x->phase) {
    case PHASE_HEAD:
        return take_head(x, method);
    case PHASE_ASKING:
        x->phase = PHASE_BODY; // it may come
        return MHD_YES;
    case PHASE_BODY:
        break;
    case PHASE_WORKING:
        return MHD_YES;
    case PHASE_DONE:
        if (*size > 0) {
            enum MHD_Result result = take_body(x, data, *size);
            *size = 0;
            return result;
        }
        return send_reply(x);
    }
    if (*size > 0) {
        enum MHD_Result result = take_body(x, data, *size);
        *size = 0;
        return result;
    }
    struct error err = {0};
    if (x->parts != NULL) {
        MHD_destroy_post_processor(x->parts);
        x->parts = NULL;
        if (x->file != NULL && fclose(x->file) != 0) {
            x->file = NULL;
            refuse(x, 503, "The disk is full.\n");
            return send_reply(x);
        }
        x->file = NULL;
    } else if (x->body.length > 0
               && (x->rq.type == NULL
                   || text_starts(x->rq.type, "application/x-www-form-urlencoded"))
               && !form_read(&x->arena, x->body.text, x->body.length, &x->rq.form, &err)) {
        refuse(x, 400, "The form is not as browsers send it.\n");
        return send_reply(x);
    }
    return ask_worker(x, PHASE_WORKING);
}

// The address is split and decoded by uri_read, not twice.
static size_t leave_as_it_is(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

/* ---- starting and stopping
 * -------------------------------------------------------------------------- */

static bool read_pem(struct arena *a, const char *path, const char **out, struct error *err)
{
    return file_read(a, NULL, path, 1 << 20, out, NULL, err);
}

static bool start_daemon(struct server *s, struct error *err)
{
    const struct server_options *o = &s->options;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)o->port)};
    const char *certificate = NULL, *key = NULL;
    if (inet_pton(AF_INET, o->address, &to.sin_addr) != 1)
        return error_set(err, ERROR_USAGE, "%s is not an address such as 127.0.0.1", o->address);
    if ((o->certificate != NULL) != (o->key != NULL))
        return error_set(err, ERROR_USAGE, "TLS needs both: a certificate and its key");
    if (o->certificate != NULL
        && (!read_pem(s->arena, o->certificate, &certificate, err)
            || !read_pem(s->arena, o->key, &key, err)))
        return false;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME
                     | (certificate != NULL ? MHD_USE_TLS : 0);
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0,
         (void *)(uintptr_t) "SECURE128:-VERS-TLS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
        {MHD_OPTION_END, 0, NULL}};
    if (certificate == NULL)
        tls[0] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    s->daemon = MHD_start_daemon(
        flags, (uint16_t)o->port, NULL, NULL, take, s, MHD_OPTION_SOCK_ADDR, &to,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MEMORY,
        MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, s, MHD_OPTION_NOTIFY_COMPLETED, end_exchange,
        s, MHD_OPTION_UNESCAPE_CALLBACK, leave_as_it_is, NULL, MHD_OPTION_LISTENING_ADDRESS_REUSE,
        1u, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (s->daemon == NULL)
        return error_set(err, ERROR_IO, "cannot listen on %s:%d: %s", o->address, o->port,
                         errno == EADDRINUSE ? "another program does; choose another --port"
                                             : strerror(errno));
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    s->port = info == NULL ? o->port : info->port;
    return true;
}

bool server_start(struct arena *a, const struct server_options *o, struct server **out,
                  struct error *err)
{
    struct server *s = ARENA_NEW(a, struct server);
    s->arena = a;
    s->options = *o;
    s->options.address = o->address == NULL ? "127.0.0.1" : o->address;
    s->options.workers = o->workers <= 0 ? 2 : o->workers > 16 ? 16 : o->workers;
    s->options.most_upload = o->most_upload <= 0 ? INT64_C(1) << 30 : o->most_upload;
    if (!routes_check(routes, err))
        return false;
    // That it can be opened at all is better said now than on every page.
    struct arena scratch = {0};
    struct site *site;
    bool ok = site_open(&scratch, o->db, STORE_WRITE, server_now(), &site, err);
    arena_free(&scratch);
    if (!ok)
        return false;
    mallopt(M_ARENA_MAX, 2); // an arena a thread would keep more than it uses
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->some, NULL);
    pthread_cond_init(&s->some_job, NULL);
    if (!start_daemon(s, err))
        return false;
    for (; s->worker_count < s->options.workers; s->worker_count++)
        if (pthread_create(&s->workers[s->worker_count], NULL, work, s) != 0)
            break;
    s->loader_runs = pthread_create(&s->loader, NULL, load_jobs, s) == 0;
    if (s->worker_count == 0 || !s->loader_runs) {
        server_stop(s);
        return error_set(err, ERROR_IO, "no thread can be started");
    }
    *out = s;
    return true;
}

void server_stop(struct server *s)
{
    MHD_quiesce_daemon(s->daemon);
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_broadcast(&s->some);
    pthread_cond_broadcast(&s->some_job);
    pthread_mutex_unlock(&s->lock);
    for (int i = 0; i < s->worker_count; i++)
        pthread_join(s->workers[i], NULL);
    if (s->loader_runs)
        pthread_join(s->loader, NULL);
    MHD_stop_daemon(s->daemon);
    for (int i = 0; i < MOST_KEPT; i++)
        forget(s, &s->kept[i]);
    for (int i = 0; i < MOST_JOBS; i++)
        free_job(&s->jobs[i]);
}
