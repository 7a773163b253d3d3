#include "web/password.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

enum { LEAST_LETTERS = 12, MOST_BYTES = 200, CODE_BYTES = 20, CODE_SECONDS = 30 };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

/* The words that leaked lists of passwords are made of, as text_fold leaves them and without the
 * digits at their ends. A password is refused where nothing but such words is in it. */
static const char *const tried_first[] = {
    "password",     "passwort",   "passw0rd",      "contrasena",
    "clave",        "secret",     "secreto",       "letmein",
    "welcome",      "bienvenido", "qwerty",        "qwertyuiop",
    "qwertz",       "azerty",     "asdfghjkl",     "asdf",
    "zxcvbnm",      "zxcvbn",     "qazwsx",        "qwe",
    "asd",          "zxc",        "abc",           "abcdef",
    "abcdefghijkl", "admin",      "administrator", "administrador",
    "root",         "user",       "usuario",       "guest",
    "login",        "master",     "monkey",        "dragon",
    "shadow",       "sunshine",   "princess",      "princesa",
    "football",     "futbol",     "baseball",      "basketball",
    "soccer",       "hockey",     "superman",      "batman",
    "iloveyou",     "teamo",      "teQuiero",      "love",
    "lovely",       "trustno",    "trust",         "hello",
    "hola",         "freedom",    "whatever",      "michael",
    "michelle",     "jessica",    "daniel",        "ashley",
    "jordan",       "charlie",    "thomas",        "robert",
    "george",       "andrew",     "joshua",        "matthew",
    "maria",        "jose",       "carlos",        "starwars",
    "pokemon",      "computer",   "internet",      "summer",
    "winter",       "spring",     "autumn",        "fall",
    "january",      "february",   "march",         "april",
    "may",          "june",       "july",          "august",
    "september",    "october",    "november",      "december",
    "monday",       "tuesday",    "wednesday",     "thursday",
    "friday",       "saturday",   "sunday",        "verano",
    "invierno",     "police",     "policia",       "officer",
    "sheriff",      "city",       "mayor",         "public",
    "safety",       "ward",       "test",          "testing",
    "demo",         "example",    "change",        "changeme",
    "me",           "my",         "the",           "is",
    "this",         "default",    "temp",          "temporary",
    "access",       "pass",       "word",          "number",
    "one",          "two",        "three",         "correct",
    "horse",        "battery",    "staple",        "correcthorsebatterystaple",
    "ninja",        "mustang",    "jennifer",      "hunter",
    "harley",       "ranger",     "buster",        "soccer",
    "killer",       "pepper",     "access",        "flower",
    "cheese",       "google",     "facebook",      "apple",
    "samsung",      "america",    "american",      "usa",
    "mexico",       "chicago",    "jesus",         "christ",
    "god",          "angel",      "family",        "familia",
    "amor",         "mother",     "father",        "baby",
    "money",        "dinero",     "lucky",         "happy",
    "purple",       "orange",     "yellow",        "blue",
    "red",          "green",      "black",         "white",
    "silver",       "golden",     "cookie",        "ginger",
    "junior",       "chelsea",    "liverpool",     "arsenal",
    "barcelona",    "realmadrid", "blink",         "liverpool",
    "nothing"};
enum { TRIED_FIRST = sizeof tried_first / sizeof tried_first[0] };

static bool is_digit_or_space(char c)
{
    return c == ' ' || (c >= '0' && c <= '9');
}

// What a word begins with that is known: its length; 0 where nothing is.
static size_t known_at(const char *text, const char *const *words, size_t count)
{
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = words[i] == NULL ? 0 : strlen(words[i]);
        if (length > best && strncmp(text, words[i], length) == 0)
            best = length;
    }
    return best;
}

// "4dm1n" is "admin" to those who guess.
static char plain(char c)
{
    switch (c) {
    case '0':
        return 'o';
    case '1':
        return 'i';
    case '3':
        return 'e';
    case '4':
        return 'a';
    case '5':
        return 's';
    case '7':
        return 't';
    }
    return c;
}

static bool is_made_of(const char *text, const char *const *words, size_t count)
{
    while (*text != '\0') {
        size_t length = is_digit_or_space(*text) ? 1 : known_at(text, words, count);
        if (length == 0)
            return false;
        text += length;
    }
    return true;
}

// One letter again and again, or each the next one: "aaaaaaaaaaaa", "abcdefghijkl".
static bool is_run(const char *text)
{
    size_t length = strlen(text), same = 0, next = 0;
    for (size_t i = 1; i < length; i++) {
        same += text[i] == text[i - 1];
        next += text[i] == text[i - 1] + 1 || text[i] == text[i - 1] - 1;
    }
    return same * 4 >= length * 3 || next * 4 >= length * 3;
}

static size_t letters(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

const char *password_trouble(struct arena *a, const char *password, const char *user,
                             const char *site)
{
    if (password == NULL || letters(password) < LEAST_LETTERS)
        return _("A password has at least 12 characters. Four words that do not belong together "
                 "are a good one.");
    if (strlen(password) > MOST_BYTES)
        return _("A password has at most 200 bytes.");
    char *folded = arena_text(a, text_fold(a, password));
    char *read = arena_text(a, folded);
    for (char *s = read; *s != '\0'; s++)
        *s = plain(*s);
    const char *own[TRIED_FIRST + 2];
    memcpy(own, tried_first, sizeof tried_first);
    own[TRIED_FIRST] = user == NULL || *user == '\0' ? NULL : text_fold(a, user);
    own[TRIED_FIRST + 1] = site == NULL || *site == '\0' ? NULL : text_fold(a, site);
    if (is_made_of(folded, own, TRIED_FIRST + 2) || is_made_of(read, own, TRIED_FIRST + 2)
        || is_run(folded))
        return _("This password is among those that are tried first. Choose words that do not "
                 "belong together, and none of your name or the city's.");
    return NULL;
}

bool password_hash(struct arena *a, const char *password, const char **out, struct error *err)
{
    char text[crypto_pwhash_STRBYTES];
    pthread_mutex_lock(&one_at_a_time);
    int failed =
        crypto_pwhash_str_alg(text, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    pthread_mutex_unlock(&one_at_a_time);
    if (failed)
        return error_set(err, ERROR_STORE, "there is not enough memory to keep a password");
    *out = arena_text(a, text);
    return true;
}

bool password_fits(const char *hash, const char *password)
{
    // Of no account: so that the time does not tell whether a name is one.
    static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const char *given = password == NULL ? "" : password;
    if (strlen(given) > MOST_BYTES)
        given = "";
    pthread_mutex_lock(&one_at_a_time);
    int wrong = crypto_pwhash_str_verify(hash == NULL ? nobody : hash, given, strlen(given));
    pthread_mutex_unlock(&one_at_a_time);
    return wrong == 0 && hash != NULL;
}

/* ---- codes
 * --------------------------------------------------------------------------------------- */

const char *code_secret_make(struct arena *a)
{
    unsigned char bytes[CODE_BYTES];
    char text[2 * CODE_BYTES + 1];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
    return arena_text(a, text);
}

static bool read_secret(const char *secret, unsigned char out[CODE_BYTES])
{
    size_t length;
    return secret != NULL
           && sodium_hex2bin(out, CODE_BYTES, secret, strlen(secret), NULL, &length, NULL) == 0
           && length == CODE_BYTES;
}

const char *code_secret_base32(struct arena *a, const char *secret)
{
    static const char letters32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    unsigned char bytes[CODE_BYTES];
    char text[33] = "";
    if (!read_secret(secret, bytes))
        return "";
    for (int i = 0; i < 32; i++) {
        int bit = i * 5, at = bit / 8;
        unsigned two = (unsigned)bytes[at] << 8 | (at + 1 < CODE_BYTES ? bytes[at + 1] : 0u);
        text[i] = letters32[two >> (11 - bit % 8) & 31u];
    }
    return arena_text(a, text);
}

bool code_fits(const char *secret, const char *code, struct instant now, int64_t *step)
{
    unsigned char bytes[CODE_BYTES];
    int position;
    uint64_t counter = 0;
    if (!read_secret(secret, bytes) || code == NULL || strlen(code) != 6
        || strspn(code, "0123456789") != 6)
        return false;
    int result = oath_totp_validate3((const char *)bytes, sizeof bytes, now.us / 1000000,
                                     CODE_SECONDS, 0, 1, &position, &counter, code);
    *step = (int64_t)counter;
    return result >= 0;
}
