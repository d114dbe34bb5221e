#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the run tests are able to fail: with one thing broken in the collector, in copies of its files that are linked in the place
# of the library's, programs among them break, and with the copies as they were they do not.

flags="-std=gnu11 -O2 -g -fvisibility=hidden -fno-stack-protector -ftls-model=initial-exec -foptimize-sibling-calls -w
  -I$GORO_SRC -I$GORO_SRC/libgoro -I$GORO_SRC/libgoro/include"
run=$GORO_SRC/testsuite/run
procs=2

# works OBJECTS PROGRAM: true if it passes, several times, where collections never end.
works ()
{
  foreign=$(sed -n 's,^/\* Foreign: \(.*\) \*/$,\1,p' "$run/$2.c")
  [ -z "$foreign" ] || { gcc -O2 -I"$GORO_SRC/libgoro" -I"$GORO_SRC/libgoro/include" -c "$run/$foreign" -o foreign.o && foreign=foreign.o; } || exit 1
  options=$(sed -n 's,^/\* Options: \(.*\) \*/$,\1,p' "$run/$2.c")
  $GORO_CC -w -std=gnu11 -O2 $options -static "$run/$2.c" $foreign $1 -o program > output 2>&1 || { cat output; exit 1; }
  debug=$(sed -n 's,^/\* Env:.*GORODEBUG=\([^ ]*\).*,\1,p' "$run/$2.c")
  for extra in gcyield=1 gcloop=50,gcyield=1 gcstress=1,gcthin=50; do
    GOROMAXPROCS=$procs GOROGC=10 GORODEBUG=clobberfree=1,$extra${debug:+,$debug} timeout 20 ./program > output 2>&1 || return 1
  done
}

# without WHAT FILES SED PROGRAM...: the first program that breaks is enough.
without ()
{
  what=$1 files=$2 edit=$3 broken= whole=
  shift 3
  for file in $files; do
    name=$(basename "$file" .c)
    sed "$edit" "$GORO_SRC/libgoro/$file" > broken.c
    ! cmp -s broken.c "$GORO_SRC/libgoro/$file" || { echo "$what: $file is written differently now, $edit changes nothing"; exit 1; }
    gcc $flags -c broken.c -o "broken-$name.o" || { echo "$what: does not compile"; exit 1; }
    gcc $flags -c "$GORO_SRC/libgoro/$file" -o "whole-$name.o" || exit 1
    broken="$broken broken-$name.o" whole="$whole whole-$name.o"
  done
  # What is lost by a race is not lost every time.
  for program in "$@" "$@" "$@"; do
    works "$broken" "$program" && continue
    echo "without $what $program breaks: $(tail -n 1 output)"
    works "$whole" "$program" || { echo "so it does with nothing broken: $(cat output)"; exit 1; }
    return
  done
  echo "nobody notices a collector without $what: $*"
  failed=yes
}
failed=

without 'the overwritten pointers in the barrier' gc/barrier.c \
  's/goro__gc_shade_words (pp->wb_start, end)//
   s/goro__gc_shade (old)//' gc-trees-changed-by-goroutines gc-mutator-swaps-only-pointers \
  gc-graph-changed-by-goroutines gc-lists-changed-by-goroutines gc-hash-tables-changed-by-goroutines
without 'the barrier of memcpy and structure copies' gc/barrier.c 's/if (bytes < first + 8)/if (1)/' gc-memcpy-moves-only-pointers
without 'arguments and results of foreign functions' gc/foreign.c \
  's/i < count/i < 0/
   s/shade_contents (\*(uintptr_t \*) at);/;/
   s/goro__gc_shade_stack (results/(void) (results/' gc-foreign-library-unlinks
without 'what foreign functions return' gc/foreign.c 's/goro__gc_shade_stack (results/(void) (results/' gc-foreign-library-returns-from-afar
without 'thread-local variables' gc/roots.c 's/if (roots->tls == roots->tls_end)/if (1)/' gc-root-thread-local-variables
without 'ranges named by the program' gc/roots.c 's/^  scan_ranges ();//' gc-root-named-ranges
without 'arguments of timers' gc/roots.c 's/goro__gc_shade ((uintptr_t) ((struct goro_timer \*) what)->arg);//' gc-timer-argument
without 'timers' gc/roots.c 's/^      goro__gc_shade (what);//' gc-timer-argument
without 'static variables' gc/roots.c 's/root < roots->roots_end/0/' gc-root-static-variables
without 'the byte before the end of an object' gc/stack.c \
  's/^    goro__gc_shade_stack (word);/    goro__gc_shade (word);/' gc-stack-parked-goroutines
without 'arguments of goroutines that have not begun' gc/stack.c 's/pc == (uintptr_t) goro__start ||/0 \&\&/' gc-stack-goroutines-not-begun
without 'stacks of threads without a P' gc/thread.c 's/^  scan_stack_from (mp, sp);//' gc-thread-callbacks gc-foreign-threads
without 'what a foreign function was called with' 'gc/stack.c gc/thread.c' \
  's/goro__gc_scan_words (goro__gc_foreign_saved (mp->foreign_sp), sp);//
   s/goro__gc_scan_words (goro__gc_foreign_saved (mp->foreign_sp), gp->hi);/goro__gc_scan_words (mp->foreign_sp - GORO_FOREIGN_FRAME, gp->hi);/
   s/goro__gc_shade_foreign (mp->foreign_sp);//' gc-foreign-arguments-alone
without 'frames of goroutines in foreign functions' 'gc/stack.c gc/thread.c' \
  's/^    walk (gp, sp);/;/
   s/goro__gc_scan_words (goro__gc_foreign_saved (mp->foreign_sp), gp->hi);/goro__gc_scan_words (goro__gc_foreign_saved (mp->foreign_sp), mp->foreign_sp);/' gc-nested-function-called-back
without 'what pointers to nested functions lead to' gc/stack.c 's/^  goro__trampolines_each (gp->trampolines, shade_word);//' \
  gc-nested-function-of-endless-one
without 'black new objects' heap/cache.c 's/if (phase & 1)/if (0)/' gc-mutator-swaps-only-pointers
without 'clearing memory' heap/cache.c 's/^    goro__heap_clear ((void \*) start, bytes);/    ;/' heap-memory-is-zero
without 'freeing anything' heap/sweep.c 's/uint64_t kept = old & .*/uint64_t kept = old;/' gc-stack-channels
without 'the buffers of the barrier in the last round' gc/cycle.c 's/^    goro__gc_round (GORO_GC_FLUSH);//' gc-mutator-swaps-only-pointers
without 'what new goroutines are started with' gc/round.c 's/^  goro__gc_shade_range ((const void \*) gp->sp, gp->hi - gp->sp);//' \
  gc-relay-of-goroutines
without 'goroutines that do not run' gc/round.c 's/^      scan_waiting (gp);/      (void) scan_waiting;/' gc-stack-parked-goroutines
without 'one goroutine in seven, in slices' gc/round.c 's/^      scan_waiting (gp);/      if (until == 0 || (uintptr_t) gp \/ GORO_G_SIZE % 7 != 0)\n&/' \
  gc-slices-scan-parked
without 'what a call of the runtime was given' gc/stack.c 's/^    goro__gc_shade_stack (gp->held\[i\]);/    (void) i;/' malloc-realloc-while-collected
without 'registers of loops that a signal has stopped' gc/stack.c 's/^    goro__gc_shade_stack (registers\[i\]);/    (void) registers;/' \
  gc-preempted-loop-registers
# A few instructions, in which somebody has to come along: made longer, and with more Ps than processors.
procs=4
without 'the gate of weak pointers' gc/cycle.c \
  's/over ? GORO_WEAK_CLOSED : GORO_WEAK_OPEN/GORO_WEAK_OPEN/
   s/^  t.flushes = mark_all ();/&\n  goro__os_sleep (1000000);/' weak-made-strong-while-marking
[ -z "$failed" ]
