#!/bin/sh
# The main job, in the demonstration that lies in the current directory: where the text stands, an
# agreement that is refused, the choice it waits for, the agreement, the record, the check.
# Exits with 0 only when each step ended as it should.

# Whoever runs this need not have told git their name; the demonstration is a copy.
export GIT_AUTHOR_NAME="Conference Officer" GIT_AUTHOR_EMAIL="officer@example.org"
export GIT_COMMITTER_NAME="Conference Officer" GIT_COMMITTER_EMAIL="officer@example.org"

# Lines are broken to the window; where there is none, to a page.
[ -t 1 ] || export COLUMNS="${COLUMNS:-80}"

wrong=0

# step CODE WORD... : a call of wsisdraft that should end with CODE.
step() {
	due=$1
	shift
	printf '\n$ wsisdraft'
	for word in "$@"; do
		case $word in
		*' '*) printf ' "%s"' "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n'
	wsisdraft "$@" 2>&1
	code=$?
	if [ "$code" -ne 0 ]; then
		echo "(exit $code)"
	fi
	if [ "$code" -ne "$due" ]; then
		echo "This should have ended with $due." >&2
		wrong=1
	fi
}

step 0 status
step 1 agree B.21
step 0 choose B.21 "ALT 2"
step 0 agree B.21
step 0 log B.21
step 0 check
exit "$wrong"
