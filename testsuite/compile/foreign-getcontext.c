/* SPDX-License-Identifier: MIT */
/* Purpose: getcontext in an instrumented function: a warning, as what it saves is wrong as soon as
   the stack moves.  setjmp: none. */
#include <setjmp.h>
#include <ucontext.h>

static jmp_buf buffer;
static sigjmp_buf masked;
static ucontext_t context;
void use (void);

int test (void)
{
  if (setjmp (buffer) || sigsetjmp (masked, 1))
    longjmp (buffer, 1);
  getcontext (&context); /* { dg-warning "getcontext.*does not survive" } */
  use ();
  return 0;
}
