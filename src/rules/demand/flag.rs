//! Demands that are only there or not.

/// What they have in common: read without a value, written by their word alone.
macro_rules! flag {
    () => {
        fn read(
            reader: &mut crate::yaml::Reader<'_>,
            value: &crate::yaml::Node,
            kind: &str,
        ) -> Option<Self> {
            super::reading::is_flag(reader, value, kind).then_some(Self)
        }

        fn bare() -> Option<Self> {
            Some(Self)
        }

        fn schema() -> serde_json::Value {
            super::schema::nothing()
        }
    };
}

pub(super) use flag;
