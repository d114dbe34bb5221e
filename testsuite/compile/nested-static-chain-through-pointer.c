/* SPDX-License-Identifier: MIT */
/* Purpose: __builtin_call_with_static_chain through a pointer: an error, as the callee may be foreign. */
void call (void (*f) (void), void *chain)
{
  __builtin_call_with_static_chain (f (), chain); /* { dg-error "static chain is not supported" } */
}
