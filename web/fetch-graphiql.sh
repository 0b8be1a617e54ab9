#!/bin/sh
# Makes web/graphiql/{graphiql.js,graphiql.css,LICENSES.txt} from the npm packages that
# web/bundle/package-lock.json pins by version and SHA-512.
#
#   web/fetch-graphiql.sh          write the files
#   web/fetch-graphiql.sh -check   fail if the committed files differ from what npm gives
#
# Needs node (18 or later), npm and a registry. To move to other versions: edit
# web/bundle/package.json, run `npm install --package-lock-only` in that folder, then this script.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
case "${1-}" in
'' | -check) ;;
*)
	echo "usage: $0 [-check]" >&2
	exit 2
	;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/bundle/* "$work"
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
mkdir out
node build.mjs out

status=0
for file in graphiql.js graphiql.css LICENSES.txt; do
	if [ "${1-}" != -check ]; then
		cp "out/$file" "$here/graphiql/$file"
	elif ! cmp "out/$file" "$here/graphiql/$file"; then
		status=1
	fi
done
if [ $status -ne 0 ]; then
	echo "web/graphiql is not what web/bundle makes: run web/fetch-graphiql.sh" >&2
fi
exit $status
