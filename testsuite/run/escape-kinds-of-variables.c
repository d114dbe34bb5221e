/* SPDX-License-Identifier: MIT */
/* Purpose: Volatile, atomic, complex, vector and over-aligned variables, bit-fields and unions that move to the heap keep
   their values and alignment. */
#include "support/check.h"
#include <stdatomic.h>
#include <complex.h>

typedef int v4 __attribute__ ((vector_size (16)));
struct bits { unsigned a : 3, b : 7; long c : 50; };
union either { int *p; long n; };

static volatile int *kept_volatile;
static atomic_int *kept_atomic;
static double _Complex *kept_complex;
static v4 *kept_vector;
static char *kept_aligned;
static struct bits *kept_bits;
static union either *kept_union;
static int (*kept_matrix)[3];
static const char *kept_text;
static _Bool *kept_bool;

static OPAQUE void keep (int n)
{
  volatile int v = n;
  atomic_int a = n;
  double _Complex c = n;
  v4 vector = { n, n + 1, n + 2, n + 3 };
  _Alignas (64) char aligned[3] = { (char) n, 1, 2 };
  struct bits bits = { .a = 5, .b = 100 };
  union either u = { .n = n };
  int matrix[2][3] = { { 1, 2, 3 }, { n } };
  char text[] = "on the heap";
  _Bool b = n != 0;

  kept_volatile = &v, kept_atomic = &a, kept_complex = &c, kept_vector = &vector, kept_aligned = aligned;
  kept_bits = &bits, kept_union = &u, kept_matrix = matrix, kept_text = text + 7, kept_bool = &b;
  v++, v += 2;
  atomic_fetch_add (&a, 5);
  __real__ c = 3, __imag__ c = n;
  vector += 1;
  vector[2] = 9;
  bits.c = -n;
  bits.a++;
  u.n++;
  matrix[1][2] = matrix[1][0] + 1;
  b = !b;
}

static void test (void)
{
  keep (7);
  grow (50);
  goro_gc ();
  CHECK (*kept_volatile == 10 && *kept_atomic == 12 && creal (*kept_complex) == 3 && cimag (*kept_complex) == 7);
  CHECK ((*kept_vector)[0] == 8 && (*kept_vector)[2] == 9 && (*kept_vector)[3] == 11);
  CHECK (kept_aligned[0] == 7 && (uintptr_t) kept_aligned % 64 == 0);
  CHECK (kept_bits->a == 6 && kept_bits->b == 100 && kept_bits->c == -7 && kept_union->n == 8);
  CHECK (kept_matrix[1][0] == 7 && kept_matrix[1][2] == 8 && kept_matrix[0][2] == 3);
  CHECK (kept_text[0] == 'h' && kept_text[3] == 'p' && !*kept_bool);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
