/* The few functions that generated code needs; there is no C library in a plugin. `handoff.c` holds them. */
#ifndef HANDOFF_STDLIB_H
#define HANDOFF_STDLIB_H
#include <stddef.h>

void *malloc(size_t size);
void *realloc(void *block, size_t size);
/* Gives nothing back: every call of a plugin gets a fresh memory, and a rule's few kB are cheaper kept than sorted. */
void free(void *block);
_Noreturn void abort(void);

#endif
