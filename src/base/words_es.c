/* The words of the pages in Spanish, as the United States speak it to its readers: usted. */

#include "base/words.h"

const struct words_pair words_spanish[] = {
    {0},
};
