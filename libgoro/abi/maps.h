/* SPDX-License-Identifier: MIT */
/* The pointer maps: what the plugin writes and the runtime reads.

   Section goro_pc, for each contiguous piece of a function, all 32-bit words:

       base    - .    return address of the first site
       entry   - .    the function
       name    - .    its name, a string
       file    - .    its source file, a string
       records - .    where the file's records begin (section goro_rec)
       line           of the function's definition
       n              number of sites, then for each:
           pc - base      its return address
           record         offset of its record
           line           of the call

   A record is a string of bytes:

       flags                       GORO_MAP_*
       uleb  cfa                   words: CFA = sp + 8 cfa, or fp + 8 cfa, or the word at fp - 8 cfa
       mask                        which callee-saved registers the frame has saved: bits 0-5,
                                   r15 r14 r13 r12 rbx rbp
       uleb  where, for each       words below the CFA (or below fp: GORO_MAP_SAVED_FP)
     at a call:
       2 bytes                     two bits for each of the six: the class of the value the frame
                                   itself keeps in it across the call, if it has saved it
       uleb  n                     words of the frame described, from CFA - 8 downward
       n * 2 bits                  their classes; words further down are ambiguous
     at a check:
       3 bytes                     two bits for each of r11 r10 r9 r8 rdi rsi rdx rcx rax
       uleb  need                  bytes the function will use below its stack pointer

   sp is the stack pointer after the return.  Classes: 0 not a pointer, 1 pointer, 2 ambiguous.  */
#ifndef GORO_ABI_MAPS_H
#define GORO_ABI_MAPS_H

#define GORO_MAP_CFA_FP   1
#define GORO_MAP_CFA_LOAD 2
#define GORO_MAP_CHECK    4
#define GORO_MAP_SAVED_FP 8

#define GORO_MAP_HEADER_WORDS 7
#define GORO_MAP_SITE_WORDS   3

#endif
