#include "intake/input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

struct input {
    struct arena *arena;
    const char *name;
    int fd; /* -1: memory */
    const unsigned char *memory;
    size_t memory_length;
    bool regular;
    int64_t size, at; /* of the raw bytes: how many at the start (a regular file), how many read */

    unsigned char first[2]; /* looked at to see whether it is gzip, not yet given out */
    size_t first_count;

    bool gzip, member_open, stream_made;
    int64_t members;
    z_stream z;
    unsigned char *raw; /* compressed bytes not yet inflated are z.next_in[0 .. z.avail_in) */
    size_t raw_room;
    bool raw_ended;

    unsigned char *peeked; /* plain bytes, looked at and not yet given out */
    size_t peeked_at, peeked_length;

    bool ended;
    struct error trouble;
};

static void close_input(void *what)
{
    struct input *in = what;
    if (in->fd > STDIN_FILENO)
        close(in->fd);
    if (in->stream_made)
        inflateEnd(&in->z);
}

static size_t stop(struct input *in, size_t given)
{
    in->ended = true;
    return given;
}

/* A file that is written to while it is read gives half a row, and the wrong total. */
static void check_size(struct input *in)
{
    struct stat now;
    if (!in->regular || in->trouble.kind != ERROR_NONE)
        return;
    if (fstat(in->fd, &now) != 0 || now.st_size != in->size || in->at != in->size)
        error_set(&in->trouble, ERROR_IO,
                  "%s changed while it was read: it had %" PRId64 " bytes at first, %" PRId64
                  " were read; load it again when it is complete",
                  in->name, in->size, in->at);
}

static size_t read_raw(struct input *in, unsigned char *into, size_t room)
{
    size_t count = 0;
    for (; count < room && in->first_count > 0; count++) {
        into[count] = in->first[0];
        in->first[0] = in->first[1];
        in->first_count--;
    }
    if (in->fd < 0) {
        size_t left = in->memory_length - (size_t)in->at;
        size_t some = room - count < left ? room - count : left;
        if (some > 0)
            memcpy(into + count, in->memory + in->at, some);
        in->at += (int64_t)some;
        return count + some;
    }
    while (count < room) {
        ssize_t got = read(in->fd, into + count, room - count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            error_set(&in->trouble, ERROR_IO, "cannot read %s: %s", in->name, strerror(errno));
        if (got <= 0)
            break;
        count += (size_t)got;
        in->at += got;
    }
    if (count < room)
        check_size(in);
    return count;
}

static bool refill(struct input *in)
{
    if (in->z.avail_in > 0)
        return true;
    if (in->raw_ended)
        return false;
    size_t got = read_raw(in, in->raw, in->raw_room);
    in->raw_ended = got < in->raw_room;
    in->z.next_in = in->raw;
    in->z.avail_in = (uInt)got;
    return got > 0;
}

/* What follows a member: another one, zeros that pad a tape block, or the end. */
static bool next_member(struct input *in)
{
    while (refill(in) && in->z.next_in[0] == 0 && in->members > 0) {
        in->z.next_in++;
        in->z.avail_in--;
    }
    if (in->z.avail_in == 0)
        return false;
    if (in->z.next_in[0] != 0x1f) {
        error_set(&in->trouble, ERROR_INVALID,
                  "%s has something else after its gzip data (byte %" PRId64
                  "); was it put together from two files?",
                  in->name, in->at - (int64_t)in->z.avail_in + 1);
        return false;
    }
    if (inflateReset(&in->z) != Z_OK) {
        error_set(&in->trouble, ERROR_INVALID, "%s: the gzip data cannot be read", in->name);
        return false;
    }
    in->member_open = true;
    in->members++;
    return true;
}

static size_t read_gzip(struct input *in, unsigned char *into, size_t room)
{
    if (room > 1u << 30)
        room = 1u << 30;
    in->z.next_out = into;
    in->z.avail_out = (uInt)room;
    while (in->z.avail_out > 0) {
        if (!in->member_open && !next_member(in))
            return stop(in, room - in->z.avail_out);
        if (!refill(in)) {
            if (in->trouble.kind == ERROR_NONE)
                error_set(&in->trouble, ERROR_INVALID,
                          "%s is cut short: its gzip data ends in the middle, after %" PRId64
                          " bytes; fetch it again",
                          in->name, in->at);
            return stop(in, room - in->z.avail_out);
        }
        int code = inflate(&in->z, Z_NO_FLUSH);
        if (code == Z_STREAM_END) {
            in->member_open = false;
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            error_set(&in->trouble, ERROR_INVALID,
                      "%s is damaged: its gzip data is wrong near byte %" PRId64
                      " (%s); fetch it again",
                      in->name, in->at - (int64_t)in->z.avail_in,
                      in->z.msg == NULL ? "zlib cannot go on" : in->z.msg);
            return stop(in, room - in->z.avail_out);
        }
    }
    return room;
}

static size_t read_plain(struct input *in, unsigned char *into, size_t room)
{
    size_t count = 0;
    while (count < room && !in->ended) {
        size_t got = in->gzip ? read_gzip(in, into + count, room - count)
                              : read_raw(in, into + count, room - count);
        if (!in->gzip && got < room - count)
            in->ended = true;
        count += got;
    }
    return count;
}

const unsigned char *input_peek(struct input *in, size_t *length)
{
    if (in->peeked == NULL)
        in->peeked = arena_alloc(in->arena, INPUT_PEEK);
    if (in->peeked_length == 0)
        in->peeked_length = read_plain(in, in->peeked, INPUT_PEEK);
    *length = in->peeked_length;
    return in->peeked;
}

size_t input_read(struct input *in, void *into, size_t room)
{
    size_t left = in->peeked_length - in->peeked_at;
    size_t count = left < room ? left : room;
    if (count > 0)
        memcpy(into, in->peeked + in->peeked_at, count);
    in->peeked_at += count;
    return count + read_plain(in, (unsigned char *)into + count, room - count);
}

bool input_done(const struct input *in, struct error *err)
{
    if (in->trouble.kind != ERROR_NONE)
        return error_set(err, in->trouble.kind, "%s", in->trouble.text);
    return true;
}

bool input_failed(const struct input *in)
{
    return in->trouble.kind != ERROR_NONE;
}

const char *input_name(const struct input *in)
{
    return in->name;
}

bool input_gzip(const struct input *in)
{
    return in->gzip;
}

/* Looks at the first two bytes, which say whether it is gzip. */
static bool begin(struct input *in, struct error *err)
{
    in->ended = in->raw_ended = in->member_open = false;
    in->members = 0;
    in->first_count = in->peeked_at = in->peeked_length = 0;
    size_t count = read_raw(in, in->first, 2);
    if (!input_done(in, err))
        return false;
    in->first_count = count;
    if (count == 0)
        return error_set(err, ERROR_INVALID, "%s is empty: it has no bytes at all", in->name);
    in->gzip = count == 2 && in->first[0] == 0x1f && in->first[1] == 0x8b;
    if (!in->gzip)
        return true;
    in->z.next_in = in->raw;
    in->z.avail_in = 0;
    if (in->stream_made)
        return true;
    in->raw = arena_alloc(in->arena, in->raw_room);
    if (inflateInit2(&in->z, 16 + MAX_WBITS) != Z_OK)
        return error_set(err, ERROR_IO, "cannot gunzip %s: zlib does not start", in->name);
    in->stream_made = true;
    return true;
}

static struct input *make(struct arena *a, const char *name, size_t block)
{
    struct input *in = ARENA_NEW(a, struct input);
    in->arena = a;
    in->name = arena_text(a, name);
    in->fd = -1;
    in->raw_room = block == 0 ? 64 << 10 : block;
    arena_defer(a, close_input, in);
    return in;
}

/* Is it a file to read, and how long is it? */
static bool look(struct input *in, struct error *err)
{
    struct stat st;
    if (fstat(in->fd, &st) != 0)
        return error_set(err, ERROR_IO, "cannot read %s: %s", in->name, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return error_set(err, ERROR_IO, "%s is a folder; name the file in it", in->name);
    in->regular = S_ISREG(st.st_mode);
    in->size = st.st_size;
    if (!in->regular)
        return true;
    off_t here = lseek(in->fd, 0, SEEK_CUR); // standard input may be a file read in part
    in->at = here > 0 ? here : 0;
    posix_fadvise(in->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return true;
}

bool input_open(struct arena *a, const char *path, size_t block, struct input **out,
                struct error *err)
{
    bool standard = strcmp(path, "-") == 0;
    struct input *in = make(a, standard ? "standard input" : path, block);
    in->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (in->fd < 0)
        return error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "cannot open %s: %s",
                         path, strerror(errno));
    if (!look(in, err) || !begin(in, err))
        return false;
    *out = in;
    return true;
}

bool input_open_memory(struct arena *a, const char *name, const void *bytes, size_t length,
                       size_t block, struct input **out, struct error *err)
{
    struct input *in = make(a, name, block);
    in->memory = bytes;
    in->memory_length = length;
    if (!begin(in, err))
        return false;
    *out = in;
    return true;
}

static void close_file(void *what)
{
    fclose(what);
}

static bool copy_to(struct input *in, FILE *copy)
{
    char some[16384];
    size_t got;
    while ((got = input_read(in, some, sizeof some)) > 0)
        if (fwrite(some, 1, got, copy) != got)
            return false;
    return fflush(copy) == 0 && lseek(fileno(copy), 0, SEEK_SET) == 0;
}

bool input_keep(struct input *in, struct error *err)
{
    if (in->fd < 0 || in->regular)
        return true;
    FILE *copy = tmpfile();
    if (copy != NULL)
        arena_defer(in->arena, close_file, copy);
    if (copy == NULL || !copy_to(in, copy))
        return error_set(err, ERROR_IO, "cannot keep a copy of %s: %s", in->name, strerror(errno));
    if (!input_done(in, err))
        return false;
    int fd = fcntl(fileno(copy), F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (fd < 0)
        return error_set(err, ERROR_IO, "cannot keep a copy of %s: %s", in->name, strerror(errno));
    if (in->fd > STDIN_FILENO)
        close(in->fd);
    in->fd = fd;
    in->gzip = false;
    return look(in, err) && begin(in, err);
}

bool input_rewind(struct input *in, struct error *err)
{
    if (in->fd >= 0 && (!in->regular || lseek(in->fd, 0, SEEK_SET) != 0))
        return error_set(err, ERROR_IO, "cannot read %s a second time", in->name);
    in->at = 0;
    in->trouble = (struct error){0};
    return begin(in, err);
}

bool input_whole(struct input *in, size_t most, const void **bytes, size_t *length,
                 struct error *err)
{
    size_t room = 1 << 16, count = 0;
    char *all = arena_alloc(in->arena, room);
    for (;;) {
        count += input_read(in, all + count, room - count);
        if (count < room)
            break;
        if (room >= most)
            return error_set(err, ERROR_INVALID, "%s is larger than %zu bytes", in->name, most);
        char *larger = arena_alloc(in->arena, room * 2);
        memcpy(larger, all, count);
        all = larger;
        room *= 2;
    }
    if (!input_done(in, err))
        return false;
    *bytes = all;
    *length = count;
    return true;
}
