"""Parquet files as this project writes them: nothing but the table, the same bytes each time."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.ensemble.atomic import written


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a Parquet file that holds nothing but the table."""
    words = [field.name for field in table.schema if not pa.types.is_floating(field.type)]
    with written(path) as half:
        pq.write_table(
            table.replace_schema_metadata(None),
            half,
            compression="zstd",
            compression_level=1,
            use_dictionary=words,
            use_byte_stream_split=[name for name in table.column_names if name not in words],
        )
