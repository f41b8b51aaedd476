import { ViewHelpers, type BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** The name of another row, as a link to it where the person may read that table. */
const ReferenceValue: FC<BasePropertyProps> = (props) => {
  const { record, property } = props;
  const { word } = useFormats();
  const id = valueOf(props);
  const target = record?.populated[property.path];
  if (!id) {
    return (
      <PropertyFrame {...props}>
        <Nothing />
      </PropertyFrame>
    );
  }
  const href = new ViewHelpers().recordActionUrl({
    resourceId: property.reference ?? '',
    recordId: id,
    actionName: 'show',
  });
  return (
    <PropertyFrame {...props}>
      {target ? (
        <Link
          to={href}
          style={{ color: '#0f6b5c', ...(props.where === 'list' ? { whiteSpace: 'nowrap' } : {}) }}
        >
          {target.title ? word(target.title, property.reference ?? '') : id}
        </Link>
      ) : (
        <span style={{ fontFamily: 'ui-monospace, Menlo, Consolas, monospace', fontSize: 13 }}>{id}</span>
      )}
    </PropertyFrame>
  );
};

export default ReferenceValue;
