/* SPDX-License-Identifier: MIT */
/* Purpose: A call of a function with the attribute returns_twice, other than setjmp and fork, gets a warning. */
int begin (void *) __attribute__ ((returns_twice));
void use (void *);

int test (void)
{
  char room[100];

  if (begin (room)) /* { dg-warning "'begin' does not survive a move of the stack" } */
    return 1;
  use (room);
  return 0;
}
