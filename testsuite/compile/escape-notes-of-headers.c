/* SPDX-License-Identifier: MIT */
/* Purpose: Notes are about the program's own functions, not about the inline functions of system headers. */
/* Options: -fplugin-arg-goro-m */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

goro_mutex lock;

int main (int argc, char **argv) /* { dg-note "'argv' does not escape" } */
{
  goro_mutex_lock (&lock);
  int c = getchar ();
  goro_mutex_unlock (&lock);
  return argc > 1 ? atoi (argv[1]) : c;
}
