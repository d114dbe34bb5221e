/* SPDX-License-Identifier: MIT */
/* Purpose: Foreign code at the very start of a page, with nothing mapped in front of it, is called through pointers that
   stand in different registers. */
#include "support/check.h"
#include <string.h>
#include <sys/mman.h>

struct object {
  long (*plain) (long);
  long (*six) (long, long, long, long, long, long);
};

static OPAQUE long one (long (*f) (long)) { return f (5); }
static OPAQUE long second (long x, long (*f) (long)) { return f (x) + 1; }
static OPAQUE long third (long x, long y, long (*f) (long)) { return f (x + y) + 1; }
static OPAQUE long fourth (long x, long y, long z, long (*f) (long)) { return f (x + y + z) + 1; }
static OPAQUE long fifth (long x, long y, long z, long u, long (*f) (long)) { return f (x + y + z + u) + 1; }
static OPAQUE long sixth (long x, long y, long z, long u, long v, long (*f) (long)) { return f (x + y + z + u + v) + 1; }
static OPAQUE long member (struct object *o) { return o->plain (7) + o->six (1, 2, 3, 4, 5, 6); }
static OPAQUE long tail (struct object *o, long x) { return o->plain (x); }

static void test (void)
{
  /* lea 1(%rdi), %rax; ret */
  static const unsigned char code[] = { 0x48, 0x8d, 0x47, 0x01, 0xc3 };
  char *pages = mmap (NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK (pages != MAP_FAILED);
  memcpy (pages + 4096, code, sizeof code);
  CHECK (mprotect (pages, 4096, PROT_NONE) == 0);
  CHECK (mprotect (pages + 4096, 4096, PROT_READ | PROT_EXEC) == 0);

  long (*f) (long) = (long (*) (long)) (pages + 4096);
  struct object o = { f, (long (*) (long, long, long, long, long, long)) f };
  CHECK (one (f) == 6 && second (1, f) == 3 && third (1, 2, f) == 5 && fourth (1, 2, 3, f) == 8);
  CHECK (fifth (1, 2, 3, 4, f) == 12 && sixth (1, 2, 3, 4, 5, f) == 17);
  CHECK (member (&o) == 8 + 2 && tail (&o, 3) == 4);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
