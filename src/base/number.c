#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool number_read_i64(const char *text, int64_t *out)
{
    const char *digits = *text == '-' || *text == '+' ? text + 1 : text;
    if (*digits == '\0' || strspn(digits, "0123456789") != strlen(digits))
        return false;
    errno = 0;
    long long v = strtoll(text, NULL, 10);
    if (errno != 0)
        return false;
    *out = v;
    return true;
}

// Powers of ten that a double holds exactly.
static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* With at most 15 digits both the digits and the power of ten are exact doubles, so that one
 * division rounds as the value itself would: no need of strtod's long arithmetic.
 *
 * Source   Clinger 1990, How to read floating point numbers accurately, PLDI, section 3. */
bool number_read_double(const char *text, double *out)
{
    bool negative = *text == '-';
    const char *s = *text == '-' || *text == '+' ? text + 1 : text;
    uint64_t digits = 0;
    int whole = 0, part = 0;
    for (; *s >= '0' && *s <= '9'; s++, whole++)
        digits = digits * 10 + (uint64_t)(*s - '0'); // of more than 15 it is not used
    if (*s == '.')
        for (s++; *s >= '0' && *s <= '9'; s++, part++)
            digits = digits * 10 + (uint64_t)(*s - '0');
    if (whole + part == 0)
        return false;
    if (*s == '\0' && whole + part <= 15) {
        double v = (double)digits / tens[part];
        *out = negative ? -v : v;
        return true;
    }
    if (*s == 'e' || *s == 'E') {
        s += s[1] == '-' || s[1] == '+' ? 2 : 1;
        size_t power = strspn(s, "0123456789");
        if (power == 0)
            return false;
        s += power;
    }
    if (*s != '\0')
        return false;
    double v = strtod(text, NULL);
    if (!isfinite(v))
        return false;
    *out = v;
    return true;
}

bool number_is_shortest(const char *text)
{
    const char *s = *text == '-' ? text + 1 : text;
    size_t whole = strspn(s, "0123456789");
    if (*s < '1' || *s > '9')
        return false;
    if (s[whole] == '\0')
        return whole <= 15;
    size_t part = s[whole] == '.' ? strspn(s + whole + 1, "0123456789") : 0;
    return part > 0 && whole + part <= 15 && s[whole + 1 + part] == '\0' && s[whole + part] != '0';
}

void number_write(double v, char out[32])
{
    if (isnan(v)) {
        memcpy(out, "nan", 4);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, 32, "%.*g", digits, v);
        if (strtod(out, NULL) == v)
            return;
    }
}
