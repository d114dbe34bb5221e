/* SPDX-License-Identifier: MIT */
/* The pointer maps: what the plugin writes, and the runtime and goro-maps read (decode.h).

   Three sections.  goro_pc and goro_rec are what moving a stack needs; goro_line is for
   tracebacks only.  There is one goro_pc and one goro_line in each object file
   for each of its sections of code, linked to that section in ELF's sense
   (SHF_LINK_ORDER), so that it goes where its code goes.  Nothing is
   aligned.  `long' is a 32-bit distance from its own place, uleb and sleb are DWARF's.

   goro_pc holds runs, each about the code that one object file has in one of its sections:

       long  base             a code address to count from
       long  table            the object file's table in goro_rec
       uleb  nchecks
       uleb  nfunctions
       nchecks times, by rising address:
           uleb  delta        return address, from the check before it, or from base
           uleb  need / 8     bytes the function will use below its stack pointer
           uleb  vector       classes of the caller-saved registers: index in the table
           [ uleb nargs, then nibbles: classes of the incoming stack arguments; if the vector says so ]
       nfunctions times: a contiguous piece of a function, by rising address:
           uleb  nsites       not 0
           uleb  shape        0: it follows; else 1 + its place among the table's shapes
           [ shape ]
           nsites uleb        return addresses, each from the one before it, the first from the last of
                              the function before, or from base
           rows               nsites times B bits, B from the shape, packed from low bits to high;
                              filled up to a byte

   goro_rec holds tables:

       uleb  nvectors
       nvectors * 5 bytes     ten nibbles, low half first: classes of r11 r10 r9 r8 rdi rsi rdx rcx rax
                              at a check; then 1 if the checks carry classes of stack arguments, or 0
       shapes

   A shape is what the sites of a function have in common:

       head                   bits 0-1  number of frame rules - 1 (3: + uleb)
                              bit 2     LIMITED
                              bit 3     ARGS
                              bits 4-7  number of columns (15: + uleb)
       rules
       [ uleb nwords ]        if LIMITED: words of the frame described; those further down are ambiguous
       [ uleb nargs ]         if ARGS: words of the incoming stack arguments that are the function's
       columns

   A rule says how to find the caller's frame.  sp is the stack pointer after the return.

       mask                   bits 0-5: callee-saved registers the frame has saved, r15 r14 r13 r12
                              rbx rbp; bits 6-7: the kind
       kind 0                 uleb cfa: CFA = sp + 8 cfa
       kind 1                 uleb cfa: CFA = fp + 8 cfa
       kind 2                 flags (GORO_MAP_CFA_FP, CFA_LOAD, BASE_SP, BASE_FP), uleb cfa, [ uleb base, if BASE_SP or
                              BASE_FP ], then for each register of the mask
                              uleb 2 * where + 1 if below fp: it is saved that many words below the CFA, or
                              below fp.  CFA_LOAD: CFA is the word at fp - 8 cfa.
                              BASE_SP, BASE_FP: a realigned frame, whose words count from sp + 8 base or
                              fp + 8 base instead of the CFA.
       In kinds 0 and 1 the registers of the mask are saved 2, 3, ... words below the CFA, in the order
       r15 r14 r13 r12 rbp rbx, in kind 1 rbp before the others.

   A column is a set of words that are of the same class at every site.  Words have numbers: 0-5 are
   the callee-saved registers (what the frame itself keeps in them across the call, where it
   has saved them); then nargs stack arguments, CFA + 0 upward; then the words of the
   frame from CFA - 16, or base - 16, downward (at CFA - 8 is the return address).  A word in no column is not a pointer.

       head                   bits 0-4  set of the classes that occur in it; 0: a byte with the set follows
                              bits 5-7  number of runs - 1 (7: + uleb, after the set)
       runs of words, each    bits 0-4  distance from the end of the column's run before (31: + uleb)
                              bits 5-7  number of words - 1 (7: + uleb)

   "n (k: + uleb)" means: k stands for k plus a uleb that follows at once.

   A row says which rule and which classes: the index of the rule, then for each column the index of its
   class in the set, each in as many bits as the largest index needs.  The number of
   bits of all of them is B.

   At a check nothing is saved, CFA = sp + 8, and the callee-saved registers are the
   caller's.  The words of the stack arguments of a function are described by the function and
   not by its caller: a caller's frame begins above the nargs of the callee.

   goro_line holds runs in the order of those of goro_pc, with the same base:

       long  base
       long  file             of the first function, a string (in goro_str)
       uleb  nfunctions
       nfunctions times:
           long  entry        the function's own entry, which may be in another section
           long  name         a string
           uleb  line * 4 + 2 * (another file than that of the one before) + (has a check in this run)
           [ long file ]
           uleb  nsites       may be 0
           nsites sleb        line of each call, from the one before; the first from the function's

   Its checks and sites are those of the run in goro_pc, in order.  */
#ifndef GORO_ABI_MAPS_H
#define GORO_ABI_MAPS_H

/* Classes of a word.  All but the first two and DEAD are also what the C code may have made of them.  */
#define GORO_CLASS_NOT_POINTER 0 /* live and never an address of a stack, or dead and never was one */
#define GORO_CLASS_POINTER     1
#define GORO_CLASS_AMBIGUOUS   2 /* C's types do not tell: moved if it looks like an address */
#define GORO_CLASS_DEAD        3 /* nobody reads it before it is written; may hold a stale address */
#define GORO_CLASS_NEGATED     4 /* c - p for a pointer p and a small constant c */
#define GORO_CLASS_NARROW      5 /* live and never an address: only a part of it counts, what is beside it may be stale */
#define GORO_CLASSES           6

/* Flags of a decoded record.  */
#define GORO_MAP_CFA_FP   1
#define GORO_MAP_CFA_LOAD 2
#define GORO_MAP_CHECK    4
#define GORO_MAP_BASE_SP  8
#define GORO_MAP_BASE_FP  16

#define GORO_SHAPE_LIMITED 4
#define GORO_SHAPE_ARGS    8

#define GORO_CALLEE_SAVED 6 /* r15 r14 r13 r12 rbx rbp */
#define GORO_FP_INDEX     5
#define GORO_CALLER_SAVED 9 /* r11 r10 r9 r8 rdi rsi rdx rcx rax */
#define GORO_VECTOR_BYTES 5

#endif
