#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a library with more thread-local memory than the loader keeps room for can be opened at run
# time; each thread's variables are its own, before and after yields, and it can be closed.

cat > library.c <<'END'
#include <goro.h>
static __thread void *numbers[30000];
static inline void *here (void) { void *p; __asm__ volatile ("mov %%fs:0, %0" : "=r" (p)); return p; }
int wrong (int rounds)
{
  int n = 0;
  for (int i = 0; i < rounds; i++) {
    numbers[i * 29 % 30000] = here ();
    goro_yield ();
    n += numbers[i * 29 % 30000] != 0 && numbers[i * 29 % 30000] != here ();
  }
  return n;
}
END
cat > program.c <<'END'
#include <dlfcn.h>
#include <goro.h>
#include <stdio.h>
static _Atomic int bad;
static goro_wait_group group;
static void run (int (*f) (int)) { bad += f (1000); goro_wait_group_done (&group); }
int main (void)
{
  for (int i = 0; i < 3; i++) {
    void *library = dlopen ("./library.so", RTLD_NOW);
    if (!library) { puts (dlerror ()); return 1; }
    int (*f) (int) = (int (*) (int)) dlsym (library, "wrong");
    goro_wait_group_add (&group, 20);
    for (int k = 0; k < 20; k++)
      go run (f);
    goro_wait_group_wait (&group);
    dlclose (library);
  }
  printf ("%d wrong\n", bad);
  return 0;
}
END
for options in '-O0' '-O2' '-O2 -fno-plt' '-O3 -fcf-protection'; do
  # shellcheck disable=SC2086
  $GORO_CC $options -fPIC -shared library.c -o library.so
  # shellcheck disable=SC2086
  $GORO_CC $options program.c -o program
  for debug in '' stackmove=1 preempt=1; do
    output=$(GORODEBUG=$debug GOROMAXPROCS=4 ./program)
    [ "$output" = '0 wrong' ] || { echo "$options $debug: $output"; exit 1; }
  done
done
