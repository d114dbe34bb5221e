/* SPDX-License-Identifier: MIT */
/* Foreign code that leaves by longjmp.  */
#include <errno.h>
#include <setjmp.h>

extern void __longjmp_chk (jmp_buf env, int value) __attribute__ ((noreturn));

void jump_from_foreign_code (jmp_buf env, int value, int checked)
{
  volatile char frame[3000];
  frame[0] = 1;
  errno = 5;
  if (checked)
    __longjmp_chk (env, value);
  longjmp (env, value);
}
