/* The few functions that generated code and compilers need; `handoff.c` holds them. */
#ifndef HANDOFF_STRING_H
#define HANDOFF_STRING_H
#include <stddef.h>

void *memcpy(void *restrict target, const void *restrict source, size_t size);
void *memmove(void *target, const void *source, size_t size);
void *memset(void *target, int byte, size_t size);
int memcmp(const void *one, const void *other, size_t size);
size_t strlen(const char *text);

#endif
