"""Checks pages with Daft or Ray: daft_or_ray.py daft|ray LIBRARY PAGES OUT

LIBRARY is a folder that every machine sees, PAGES a folder with files of JSON lines (url, html), OUT a folder for the rows.
"""

import sys

import creditline
import pyarrow as pa


class Checker:
    """Opens the library once in each worker."""

    def __init__(self, library):
        self.library = creditline.Library.open(library)

    def __call__(self, table):
        batches = [self.library.audit_batch(batch, parallel=False) for batch in table.to_batches()]
        return pa.Table.from_batches(batches, creditline.batch_schema())


def with_ray(library, pages, out):
    import ray

    # Two check; one more reads, for which they would leave no room.
    ray.init(num_cpus=3, include_dashboard=False, log_to_driver=False)
    rows = ray.data.read_json(pages, lines=True).select_columns(["url", "html"])
    checked = rows.map_batches(
        Checker, fn_constructor_args=[library], batch_format="pyarrow", batch_size=200, compute=ray.data.ActorPoolStrategy(size=2)
    )
    checked.write_parquet(out)


def with_daft(library, pages, out):
    import daft

    fields = {field.name: daft.DataType.from_arrow_type(field.type) for field in creditline.batch_schema()}

    @daft.cls(max_concurrency=2)
    class Rows(Checker):
        @daft.method.batch(return_dtype=daft.DataType.struct(fields), unnest=True, batch_size=200)
        def check(self, url, html):
            table = self(pa.table({"url": url.to_arrow(), "html": html.to_arrow()}))
            return table.to_struct_array().combine_chunks()

    rows = daft.read_json(pages + "/*.jsonl")
    rows.select(Rows(library).check(rows["url"], rows["html"])).write_parquet(out)


if __name__ == "__main__":
    {"daft": with_daft, "ray": with_ray}[sys.argv[1]](*sys.argv[2:])
