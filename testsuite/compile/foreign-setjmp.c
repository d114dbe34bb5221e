/* SPDX-License-Identifier: MIT */
/* Purpose: setjmp in an instrumented function: a warning, as what it saves is wrong as soon as
   the stack moves. */
#include <setjmp.h>

static jmp_buf buffer;
void use (void);

int test (void)
{
  if (setjmp (buffer)) /* { dg-warning "setjmp.*does not survive" } */
    return 1;
  use ();
  return 0;
}
