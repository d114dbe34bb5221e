/* SPDX-License-Identifier: MIT */
/* Purpose: Variables that may hold pointers have records that say where; others have none. */
/* Output: done */
#include <goro.h>
#include <stdint.h>
#include <stdio.h>

struct descriptor { uint32_t class, align; uint64_t size, words, bits[]; };
struct root { char *address; uint64_t count; const struct descriptor *type; };
extern const struct root first[] __asm__ ("__start_goro_roots"), last[] __asm__ ("__stop_goro_roots");
extern intptr_t tls_base (void) __asm__ ("goro.tls_base");
extern const struct root tls_first[] __asm__ ("__start_goro_tls"), tls_last[] __asm__ ("__stop_goro_tls");

/* Is the word at p one that the records of [r, end) name, relative to base?  */
static int seen (const char *p, const char *base, const struct root *r, const struct root *end)
{
  int n = 0;
  for (; r < end; r++)
    for (uint64_t i = 0; i < r->count; i++)
      for (uint64_t w = 0; w < r->type->words; w++)
        if (r->type->bits[w / 64] >> (w % 64) & 1)
          n += base + (uintptr_t) r->address + i * r->type->size + 8 * w == p;
  return n;
}

static void expect (const char *name, const char *p, int wanted)
{
  if ((seen (p, 0, first, last) > 0) != wanted)
    printf ("%s: not %d\n", name, wanted);
}
#define YES(x) expect (#x, (const char *) &(x), 1)
#define NO(x) expect (#x, (const char *) &(x), 0)

struct list { int n; struct list *next; };
char *pointer;
static char *volatile initialized = "x";
char *hidden __attribute__ ((visibility ("hidden")));
char *weak __attribute__ ((weak));
struct list list, lists[3];
static struct list volatile filled[5] = { [4] = { .n = 1 } };
struct { int n; char *each[]; } flexible = { 3, { "a", "b", "c" } };
struct { char c; char *p; } __attribute__ ((packed, aligned (8))) *elsewhere;
struct loose { char *p; char c; } __attribute__ ((packed)) loose;
long number, numbers[100];
double real = 1;
void (*function) (void);
goro_chan (int) channel;
uintptr_t address;
static char text[64];
char public_text[64];
static char storage[64];
char *const constant = "x";
const struct list constants[2] = { { 1, &lists[0] } };
struct { void *p[200000]; long n; } large;
_Thread_local struct list thread;
static _Thread_local char *volatile thread_static = "x";
_Thread_local int thread_number;

__attribute__ ((noipa)) static void use (void *p) { __asm__ volatile ("" : : "r" (p) : "memory"); }

static const void *local (void)
{
  static struct list *volatile here;
  return (const void *) &here;
}

static void expect_thread (const char *name, const char *p, int wanted)
{
  uintptr_t base;
  __asm__ ("mov %%fs:0, %0" : "=r" (base));
  if ((seen (p, (const char *) base + tls_base (), tls_first, tls_last) > 0) != wanted)
    printf ("%s: not %d\n", name, wanted);
}

int main (void)
{
  static char *volatile own;
  use (&elsewhere), use (storage), use (flexible.each), use (&real);
  text[number]++;
  YES (pointer), YES (initialized), YES (hidden), YES (weak), YES (list.next), YES (lists[2].next), YES (filled[4].next);
  YES (flexible.each[0]), YES (flexible.each[2]), YES (channel), YES (address), YES (public_text[0]), YES (public_text[56]);
  YES (storage[8]), YES (large.p[0]), YES (large.p[199999]), YES (elsewhere), YES (own);
  expect ("here", local (), 1);
  expect ("loose.p", (const char *) &loose, 1);
  NO (list), NO (flexible), NO (number), NO (numbers[99]), NO (real), NO (function), NO (text[0]), NO (constant);
  NO (constants[0].next);
  expect_thread ("thread", (const char *) &thread, 0);
  expect_thread ("thread.next", (const char *) &thread.next, 1);
  expect_thread ("thread_static", (const char *) &thread_static, 1);
  expect_thread ("thread_number", (const char *) &thread_number, 0);
  puts ("done");
}
