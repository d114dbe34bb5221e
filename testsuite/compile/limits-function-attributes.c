/* SPDX-License-Identifier: MIT */
/* Purpose: Functions that keep registers which no map has are refused; naked ones are not. */
/* Options: -mgeneral-regs-only */
struct frame;

__attribute__ ((interrupt)) void handler (struct frame *f) /* { dg-error "'interrupt'" } */
{
  (void) f;
}

__attribute__ ((no_caller_saved_registers)) int keeps (int x) /* { dg-error "'no_caller_saved_registers'" } */
{
  return x + 1;
}

__attribute__ ((naked)) void nothing (void)
{
  __asm__ ("ret");
}

__attribute__ ((naked)) void jumps (void)
{
  __asm__ ("call use\n\tret"); /* { dg-warning "inline assembly" } */
}
