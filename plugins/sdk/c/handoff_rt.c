/* What a C library would bring: memory that only grows, and the functions that compilers call by themselves. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "handoff.h"

#define PAGE 65536u
#define ALIGN 16u

/* Where the linker put the end of everything else. */
extern unsigned char __heap_base;
static uintptr_t top;

/* Each block is preceded by its size, so that `realloc` knows what to copy. */
void *malloc(size_t size) {
  if (top == 0) top = ((uintptr_t)&__heap_base + ALIGN - 1) & ~(uintptr_t)(ALIGN - 1);
  if (size > UINT32_MAX / 2) return NULL;
  uintptr_t block = top + ALIGN;
  uintptr_t end = (block + size + ALIGN - 1) & ~(uintptr_t)(ALIGN - 1);
  uintptr_t there = (uintptr_t)__builtin_wasm_memory_size(0) * PAGE;
  if (end < block) return NULL;
  if (end > there && __builtin_wasm_memory_grow(0, (end - there + PAGE - 1) / PAGE) == SIZE_MAX) return NULL;
  *(size_t *)(block - sizeof(size_t)) = size;
  top = end;
  return (void *)block;
}

void *realloc(void *block, size_t size) {
  if (block == NULL) return malloc(size);
  size_t had = *(size_t *)((uintptr_t)block - sizeof(size_t));
  if (size <= had) return block;
  void *grown = malloc(size);
  if (grown != NULL) memcpy(grown, block, had);
  return grown;
}

void free(void *block) { (void)block; }

_Noreturn void abort(void) { HANDOFF_PANIC("no memory is left"); }

void *memcpy(void *restrict target, const void *restrict source, size_t size) {
  return memmove(target, source, size);
}

void *memmove(void *target, const void *source, size_t size) {
  unsigned char *to = target;
  const unsigned char *from = source;
  if (to < from) {
    for (size_t at = 0; at < size; at++) to[at] = from[at];
  } else {
    while (size-- > 0) to[size] = from[size];
  }
  return target;
}

void *memset(void *target, int byte, size_t size) {
  unsigned char *to = target;
  while (size-- > 0) to[size] = (unsigned char)byte;
  return target;
}

int memcmp(const void *one, const void *other, size_t size) {
  const unsigned char *a = one, *b = other;
  for (size_t at = 0; at < size; at++) {
    if (a[at] != b[at]) return a[at] < b[at] ? -1 : 1;
  }
  return 0;
}

size_t strlen(const char *text) {
  size_t size = 0;
  while (text[size] != 0) size++;
  return size;
}
