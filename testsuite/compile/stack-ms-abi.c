/* SPDX-License-Identifier: MIT */
/* Purpose: Functions of the Microsoft calling convention, which keep other registers, are refused. */
__attribute__ ((ms_abi)) int twice (int x) /* { dg-error "ms_abi" } */
{
  return 2 * x;
}

int user (int x)
{
  return twice (x) + 1; /* { dg-error "ms_abi" } */
}
