# SPDX-License-Identifier: MIT
# The table of bench/run, and the same as the TSV file named by the variable tsv.
# Input: goals.tsv (row, Ps or "any", goal), then runs.tsv (row, Ps, unit, side, value, compared with).

FNR == NR && NF == 3 { goal[$1, $2] = ($1, $2) in goal ? goal[$1, $2] " " $3 : $3; next }
NF == 6 {
  key = $1 SUBSEP $2
  if (!(key in unit)) {
    order[++rows] = key
    unit[key] = $3
    beside[key] = $6
  }
  n = ++count[key, $4]
  value[key, $4, n] = $5 + 0
}

function median(key, side,    n, i, j, swap, sorted)
{
  n = count[key, side]
  if (n == 0) return ""
  for (i = 1; i <= n; i++) {
    swap = value[key, side, i]
    for (j = i - 1; j >= 1 && sorted[j] > swap; j--) sorted[j + 1] = sorted[j]
    sorted[j + 1] = swap
  }
  return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

# Four significant digits, whole numbers whole.
function show(x)
{
  if (x == "") return "-"
  if (x >= 1000 || x == int(x)) return sprintf("%.0f", x)
  if (x >= 100) return sprintf("%.1f", x)
  return sprintf(x >= 10 ? "%.2f" : "%.3f", x)
}

function line(name, ps, unit, ours, other, ratio, goal, mark,    text)
{
  text = sprintf("%-24s %2s %-6s %11s %17s %7s %10s  %s", name, ps, unit, ours, other, ratio, goal, mark)
  sub(/ +$/, "", text)
  print text
}

END {
  line("benchmark", "P", "unit", "goro", "Go", "ratio", "goal", "")
  print "name\tprocs\tunit\tgoro\tother\tcompared_with\tratio\tgoal\tmet" > tsv
  for (r = 1; r <= rows; r++) {
    key = order[r]
    split(key, part, SUBSEP)
    ours = median(key, "ours")
    other = median(key, "beside")
    ratio = ours != "" && other != "" && other != 0 ? ours / other : ""
    want = goal[part[1], "any"]
    if ((part[1], part[2]) in goal) want = goal[part[1], part[2]]
    met = ""
    n = split(want, wants, " ")
    for (i = 1; i <= n; i++) {
      if (wants[i] ~ /^</) ok = ours == "" ? "" : ours < substr(wants[i], 2) + 0
      else ok = ratio == "" ? "" : ratio <= wants[i] + 0
      if (ok != "") met = ok && met != "no" ? "yes" : "no"
    }
    gsub(/ /, ", ", want)
    mark = met == "yes" ? "met" : met == "no" ? "NOT met" : ""
    with = other == "" ? "-" : show(other) (beside[key] == "Go" ? "" : " (" beside[key] ")")
    line(part[1], part[2], unit[key], show(ours), with, ratio == "" ? "-" : sprintf("%.3f", ratio), \
         want == "" ? "-" : want, mark)
    printf "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", part[1], part[2], unit[key], ours, other, \
           other == "" ? "" : beside[key], ratio, want, met > tsv
  }
}
