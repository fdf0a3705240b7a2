# For POSIX sh; what is used besides is in busybox and coreutils alike. Kubernetes expands dollar signs in commands: here is
# none beside another, and no name in parentheses after one.
argo_tab=$(printf '\t')
# Tests put other folders here.
: "${ARGO_ROOT:=/argo}" "${ARGO_INPUTS:=/argo-inputs}" "${ARGO_TRANSFERS:=/argo-transfers}" "${ARGO_STORE:=/argo-artifacts}"
: "${ARGO_TERMINATION_LOG:=/dev/termination-log}"

# The first 3800 bytes of a message: Kubernetes keeps 4096.
tell() {
  printf '%s' "$1" | $argo_bb head -c 3800 2>/dev/null >"$ARGO_TERMINATION_LOG"
}

# The last line of a file, which is where programs say what went wrong, without the program's name.
last_words() {
  $argo_bb tail -n 1 -- "$1" 2>/dev/null | $argo_bb sed -e 's/^[a-z]*: //' | $argo_bb head -c 1000
}
