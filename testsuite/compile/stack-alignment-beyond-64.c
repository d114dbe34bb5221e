/* SPDX-License-Identifier: MIT */
/* Purpose: Locals aligned to more than what a move keeps, 64 bytes: a warning. */
struct page { _Alignas (4096) char bytes[4096]; };
void use (void *);

void test (void)
{
  _Alignas (64) char line[64];
  _Alignas (128) char two[128]; /* { dg-warning "'two' is aligned to more than 64 bytes" } */
  struct page p; /* { dg-warning "'p' is aligned" } */
  static struct page s;
  use (line), use (two), use (&p), use (&s);
}
