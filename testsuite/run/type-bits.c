/* SPDX-License-Identifier: MIT */
/* Purpose: A type's descriptor has its size, its alignment, and a bit for each word that may hold a pointer. */
/* Output: done */
#include <goro.h>
#include <stdint.h>
#include <stdio.h>

struct descriptor { uint32_t class, align; uint64_t size, words, bits[]; };

/* words: the positions of the bits.  */
static void expect (const char *name, const struct goro_type *type, size_t size, size_t align, uint64_t bits)
{
  const struct descriptor *d = (const void *) type;
  uint64_t words = bits ? 64 - __builtin_clzll (bits) : 0;
  if (d->size != size || d->align != align || d->words != words || (words && d->bits[0] != bits))
    printf ("%s: size %d align %d words %d bits %#llx\n", name, (int) d->size, (int) d->align, (int) d->words,
            d->words ? (unsigned long long) d->bits[0] : 0);
}
#define EXPECT(T, BITS) expect (#T, __goro_type (0, (__typeof__ (T) *) 0), sizeof (T), __alignof__ (T), BITS)

struct list { int n; struct list *next; };
struct nested { struct list a; int b; struct list c[2]; };
union either { double d; struct list *p; int i[4]; };
union numbers { double d; long l; };
struct text { char small[7]; char c; char name[20]; char *p; };
struct integers { uintptr_t u; long l; intptr_t i; unsigned long marked; size_t s; };
struct fields { unsigned long address : 48, rest : 16; unsigned long low : 32, high : 32; };
struct functions { void (*f) (int); goro_chan (int) c; goro_chan (struct list) d; goro_chan (char *) *e; void (*old) (); };
struct atomics { _Atomic (struct list *) p; _Atomic int i; _Atomic long l; };
typedef int quad __attribute__ ((vector_size (16)));
struct vectors { quad v; void *p; };
struct flexible { long n; struct list *each[]; };
struct zero { long n; struct { } none; struct list *each[0]; };
struct packed { void *p; int n; void *q __attribute__ ((aligned (8))); char c; } __attribute__ ((packed));
struct wide { char c; void *p; } __attribute__ ((aligned (64)));
struct anonymous { union { long n; struct { int a; void *p; }; }; const volatile void *restrict q; };
struct empty { };
struct incomplete;
enum large { LARGE = 0x7fffffffffffffffL };

static void *kept (struct integers *i) { return (void *) i->marked; }

static inline const struct goro_type *inlined (void) { return __goro_type (0, (struct list *) 0); }

int main (void)
{
  struct integers i = { .marked = 0 };
  kept (&i);
  EXPECT (int, 0);
  EXPECT (void *, 1);
  EXPECT (struct list, 2);
  EXPECT (struct list *[3], 7);
  EXPECT (struct list[3], 0x2a);
  EXPECT (struct list[2][2], 0xaa);
  EXPECT (struct nested, 0x52);
  EXPECT (union either, 1);
  EXPECT (union either[2], 5);
  EXPECT (union numbers, 0);
  EXPECT (struct text, 0x16);
  EXPECT (char, 0);
  EXPECT (char[7], 0);
  EXPECT (char[8], 1);
  EXPECT (unsigned char[100], 0xfff);
  EXPECT (char[4][4], 3);
  EXPECT (short[16], 0);
  EXPECT (struct integers, 0xd);
  EXPECT (struct fields, 1);
  EXPECT (struct functions, 0x1e);
  EXPECT (struct atomics, 1);
  EXPECT (struct vectors, 4);
  EXPECT (struct flexible, 0);
  EXPECT (struct zero, 0);
  EXPECT (struct packed, 5);
  EXPECT (struct wide, 2);
  EXPECT (struct anonymous, 6);
  EXPECT (struct empty, 0);
  EXPECT (struct incomplete *, 1);
  EXPECT (enum large, 0);
  EXPECT (long double, 0);
  EXPECT (_Complex double, 0);
  EXPECT (__int128, 0);
  if (inlined () != __goro_type (0, (struct { long a; char *b; } *) 0))
    puts ("two descriptors of the same contents");
  /* More words than one of the bitmap has.  */
  struct large { void *p[100]; int n; void *q; };
  const struct descriptor *d = (const void *) __goro_type (0, (struct large *) 0);
  if (d->words != 102 || d->bits[0] != ~0ull || d->bits[1] != 0x2fffffffff)
    printf ("%d %#llx\n", (int) d->words, (unsigned long long) d->bits[1]);
  puts ("done");
}
