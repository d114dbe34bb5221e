# SPDX-License-Identifier: MIT
# Rewrites a program of csmith's so that its stack is worth moving.  csmith lets nearly all pointers point to
# global variables, and its functions are small.  Here
#
#   - each global variable becomes a local of main, of the same type and value; functions get at it through
#     a parameter G that they hand on, a struct (in main's frame too) of pointers to these locals:
#
#         static int32_t *g_2 = &g_1;     ->   static int32_t *t_2 = &t_1;  for its type and its bytes
#                                              struct globals { ... __typeof__ (t_2) *g_2; };
#                                              #define g_2 (*G->g_2)
#                                              in main: int32_t *g_2 = &g_1;
#
#   - each function, and each operation of safe_math.h, calls move (), at which the stack moves.
#
# So nearly every pointer of the program points into main's frame, from everywhere, at all times,
# and no static object holds the address of a local.

{ lines[NR] = $0 }

function without_comments(text)
{
  gsub (/\/\*[^*]*\*\//, "", text)
  return text
}

# The file-scope twin of a global: t_N for g_N.  Nothing else in a declaration has g_ in it.
function twin(text)
{
  gsub (/g_/, "t_", text)
  return text
}

# One declaration of a global, whole.
function global(text,    name)
{
  if (!match (text, /g_[0-9]+/))
    return
  name = substr (text, RSTART, RLENGTH)
  names[++globals] = name
  print twin(text)
  sub (/^static */, "", text)
  locals[globals] = text
  # Padding and the rest of a union are as static initialisation leaves them.
  if (text !~ /&g_/)
    copied[globals] = 1
}

function names_of_globals(    i)
{
  print "struct globals {"
  for (i = 1; i <= globals; i++)
    printf "  __typeof__ (%s) *%s;\n", twin(names[i]), names[i]
  print "};"
  for (i = 1; i <= globals; i++)
    printf "#define %s (*G->%s)\n", names[i], names[i]
}

# A macro does not apply to its own name within itself.
function moving_operations(    i, rest, name, seen)
{
  print "void move (void);"
  for (i = 1; i <= NR; i++)
    for (rest = lines[i]; match (rest, /safe_[a-z0-9_]+/); rest = substr (rest, RSTART + RLENGTH)) {
      name = substr (rest, RSTART, RLENGTH)
      if (!(name in seen))
        printf "#define %s(...) (move (), %s (__VA_ARGS__))\n", name, name
      seen[name] = 1
    }
}

# G goes first among the parameters and the arguments.
function with_parameter(text, parameter,    done)
{
  for (done = ""; match (text, /func_[0-9]+ *\(/); text = substr (text, RSTART + RLENGTH)) {
    done = done substr (text, 1, RSTART + RLENGTH - 1) parameter
    if (match (substr (text, RSTART + RLENGTH), /^ *(void)? *\)/)) {
      match (text, /func_[0-9]+ *\( *(void)?/)
    } else {
      match (text, /func_[0-9]+ *\(/)
      done = done ", "
    }
  }
  return done text
}

END {
  for (i = 1; i <= NR; i++) {
    text = lines[i]
    if (text ~ /^\/\* --- GLOBAL VARIABLES ---/)
      part = "globals"
    else if (text ~ /^\/\* --- FORWARD DECLARATIONS ---/) {
      part = "functions"
      names_of_globals()
      moving_operations()
    } else if (text ~ /^int main/) {
      part = "main"
      for (k = 1; k <= globals; k++)
        printf "#undef %s\n", names[k]
    }

    if (part == "globals") {
      declaration = declaration " " without_comments(text)
      if (declaration ~ /; *$/) {
        sub (/^ */, "", declaration)
        global(declaration)
        declaration = ""
      }
    } else if (part == "")
      print text
    else if (text ~ /^(static|inline|const|int|uint|struct|union)/)
      print with_parameter(text, "struct globals *G")
    else
      print with_parameter(text, "G")

    if (text ~ /^\{/ && part == "functions")
      print "    move ();"
    else if (text ~ /^\{/ && part == "main") {
      for (k = 1; k <= globals; k++) {
        print "    " locals[k]
        if (copied[k])
          printf "    __builtin_memcpy ((void *) &%s, (void *) &%s, sizeof %s);\n", names[k], twin(names[k]), names[k]
      }
      printf "    struct globals pointers = { "
      for (k = 1; k <= globals; k++)
        printf "&%s, ", names[k]
      print "}, *G = &pointers;"
    }
  }
}
