#pragma once
/* What every fuzz target defines: reads the bytes, and aborts where a promise is broken. */

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
