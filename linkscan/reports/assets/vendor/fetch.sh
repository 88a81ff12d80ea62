#!/bin/sh
# Fetch what the HTML report carries from others, from the npm registry, at one exact version.
# Run it in this folder after changing the version; then run tests/reports/test_html.py.
set -eu
VERSION=3.1.5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm pack --silent --pack-destination "$folder" "datatables.net@$VERSION" >/dev/null
tar -xzf "$folder"/datatables.net-*.tgz -C "$folder"
cp "$folder/package/js/dataTables.min.js" dataTables.min.js
cp "$folder/package/License.txt" dataTables.LICENSE.txt
